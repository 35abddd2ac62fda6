import { cutText } from "@/domain/cutText";
import type { ReportedRecipient } from "@/domain/dunning/inbound";

/** Recipients of one report: a message of ours has a few. */
export const MAX_RECIPIENTS = 100;
/** Longer than any address with its name: a pattern is never let loose on what a stranger made longer. */
const MAX_ADDRESS_FIELD = 400;
/** A refusal written for people is a page, before the copy of what was refused. */
const MAX_REFUSAL_LENGTH = 50_000;
/** Lines that may speak of one recipient. */
const MAX_LINES_ABOUT = 40;
/** The words of a server that are kept. */
const MAX_DIAGNOSTIC = 500;

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

const ADDRESS = /[^\s<>"(),;:]+@[^\s<>"(),;:]+\.[a-z]{2,}/i;

/** The first address of a field, or null. */
export function addressIn(field: string | undefined): string | null {
  return ADDRESS.exec((field ?? "").slice(0, MAX_ADDRESS_FIELD))?.[0] ?? null;
}

/**
 * Reads the machine part of a delivery report (RFC 3464): one block for the message, then one for
 * each recipient. Recipients that were delivered, relayed or expanded are left out.
 */
export function readDeliveryStatus(text: string): ReportedRecipient[] {
  const blocks = text.split(/\r?\n[ \t]*\r?\n/, MAX_RECIPIENTS + 1).map(fieldsOf);
  const recipients = blocks.flatMap((fields): ReportedRecipient[] => {
    const action = fields.get("action")?.toLowerCase();
    if (action !== "failed" && action !== "delayed") return [];
    // The address we wrote to, when a server has rewritten it on the way.
    const named = typedValue(fields.get("original-recipient")) || typedValue(fields.get("final-recipient"));
    return [
      {
        address: addressIn(named),
        action,
        status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get("status") ?? "")?.[0] ?? null,
        diagnostic: cutText(
          typedValue(fields.get("diagnostic-code")) || (fields.get("status") ?? ""),
          MAX_DIAGNOSTIC,
        ),
      },
    ];
  });
  return recipients.slice(0, MAX_RECIPIENTS);
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
  const lines = said.slice(0, MAX_REFUSAL_LENGTH).split("\n");
  const addresses = failed.length > 0 ? failed : addressesOf(lines);
  return addresses.slice(0, MAX_RECIPIENTS).map((address) => {
    const diagnostic = wordsAbout(lines, address);
    const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ?? null;
    return { address, action: "failed", status, diagnostic };
  });
}

const LINE_OF_ADDRESS = /^\s*<?([^\s<>:]+@[^\s<>:]+\.[a-z]{2,})>?\s*(?::|\(|$)/i;

/** Addresses that stand at the beginning of a line, alone or before their refusal. */
function addressesOf(lines: readonly string[]): string[] {
  const found = lines.flatMap((line) => LINE_OF_ADDRESS.exec(line.slice(0, MAX_ADDRESS_FIELD))?.[1] ?? []);
  return [...new Set(found)];
}

/** The lines from an address to the next empty one, why it was refused; the whole when none names it. */
function wordsAbout(lines: readonly string[], address: string): string {
  const wanted = address.toLowerCase();
  const from = lines.findIndex((line) => line.toLowerCase().includes(wanted));
  return inOneLine(from < 0 ? lines : paragraphAt(lines.slice(from, from + MAX_LINES_ABOUT)));
}

/** The address may stand apart from its refusal: the line after it does not end the paragraph. */
function paragraphAt(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, at) => at > 1 && line.trim() === "");
  return lines.slice(0, end < 0 ? 8 : end);
}

function inOneLine(lines: readonly string[]): string {
  return cutText(lines.join(" ").replace(/\s+/g, " ").trim(), MAX_DIAGNOSTIC);
}
