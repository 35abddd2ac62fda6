/** What stands under the name of who signs a message. */

interface Signing {
  name: string;
  signatory: string;
  phone: string | null;
}

/**
 * The company's own lines, or `Atelier Brisset, 02 61 91 01 40`. A sole trader signs with the name
 * of the business: it is not written a second time, and the result may be empty.
 */
export function signatureOf(
  { name, signatory, phone }: Signing,
  look: { signature: readonly string[] } | null = null,
): string {
  if (look && look.signature.length > 0) return look.signature.join("\n");
  const isOwnName = name.toLowerCase() === signatory.trim().toLowerCase();
  return [isOwnName ? "" : name, phone].filter(Boolean).join(", ");
}
