/** How a business and the person who speaks for it are named together, each once. */

interface Signing {
  name: string;
  signatory: string;
  phone: string | null;
}

/**
 * What stands under the name of who signs a message: the company's own lines, or `Atelier Brisset, 02 61 91 01 40`. A sole trader signs with the name
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

/** True when the name of a business has the person's in it: said after the person's, it repeats it. */
export function isNamedAfter(business: string, person: string): boolean {
  const name = plainWords(person);
  return name.trim() !== "" && plainWords(business).includes(name);
}

/** Words between spaces, whatever their capitals and the form of their apostrophes. */
function plainWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ")} `;
}
