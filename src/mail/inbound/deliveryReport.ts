import type { ReportedRecipient } from "@/domain/dunning/inbound";

/** The fields of one block of a report: names in small letters, folded lines joined. */
export function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const at = line.indexOf(":");
    if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return fields;
}

/** `rfc822; someone@example.fr` → `someone@example.fr`. */
function typedValue(value: string | undefined): string {
  if (value === undefined) return "";
  const at = value.indexOf(";");
  return (at < 0 ? value : value.slice(at + 1)).trim().replace(/^<|>$/g, "");
}

export const ADDRESS = /[^\s<>"(),;:]+@[^\s<>"(),;:]+\.[a-z]{2,}/i;

/**
 * Reads the machine part of a delivery report (RFC 3464): one block for the message, then one for
 * each recipient. Recipients that were delivered, relayed or expanded are left out.
 */
export function readDeliveryStatus(text: string): ReportedRecipient[] {
  const blocks = text.split(/\r?\n[ \t]*\r?\n/).map(fieldsOf);
  return blocks.flatMap((fields): ReportedRecipient[] => {
    const action = fields.get("action")?.toLowerCase();
    if (action !== "failed" && action !== "delayed") return [];
    // The address we wrote to, when a server has rewritten it on the way.
    const named = typedValue(fields.get("original-recipient")) || typedValue(fields.get("final-recipient"));
    return [
      {
        address: ADDRESS.exec(named)?.[0] ?? null,
        action,
        status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get("status") ?? "")?.[0] ?? null,
        diagnostic: typedValue(fields.get("diagnostic-code")) || (fields.get("status") ?? ""),
      },
    ];
  });
}

/**
 * Reads a refusal written for people only: old Exim (named in `X-Failed-Recipients`), qmail, and
 * the servers of providers that send plain text.
 *
 * @param failed addresses a header names, possibly none
 */
export function readPlainRefusal(text: string, failed: readonly string[]): ReportedRecipient[] {
  const body = text.replace(/\r\n/g, "\n");
  // The copy of our message comes after: its addresses are not refusals.
  const said =
    body.split(
      /\n-{2,} ?(?:This is a copy|Below this line|Original message|The header|Message d'origine)/i,
    )[0] ?? body;
  const addresses = failed.length > 0 ? failed : addressesOf(said);
  return addresses.map((address) => ({
    address,
    action: "failed" as const,
    status: /\b5\.\d{1,3}\.\d{1,3}\b/.exec(wordsAbout(said, address))?.[0] ?? null,
    diagnostic: wordsAbout(said, address),
  }));
}

/** Addresses that stand at the beginning of a line, alone or before their refusal. */
function addressesOf(text: string): string[] {
  const found = text
    .split("\n")
    .flatMap((line) => /^\s*<?([^\s<>:]+@[^\s<>:]+\.[a-z]{2,})>?\s*(?::|\(|$)/i.exec(line)?.[1] ?? []);
  return [...new Set(found)];
}

/** The lines after an address, up to the next empty one: why it was refused. */
function wordsAbout(text: string, address: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.toLowerCase().includes(address.toLowerCase()));
  if (from < 0) return text.replace(/\s+/g, " ").trim().slice(0, 500);
  const after = lines.slice(from);
  const end = after.findIndex((line, at) => at > 0 && line.trim() === "" && at > 1);
  return after
    .slice(0, end < 0 ? 8 : end)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
}
