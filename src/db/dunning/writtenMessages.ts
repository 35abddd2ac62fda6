/** The exact bytes of messages, and the figures they claim. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface WrittenMessage {
  id: string;
  subject: string;
  /** Null for a note, which claims nothing. */
  claimedCents: bigint | null;
  mime: Uint8Array;
  mimeSha256: string;
  messageIdHeader: string;
  fromEmail: string;
  invoices: readonly {
    invoiceId: string;
    balanceCents: bigint;
    penaltyCents: bigint;
    indemnityCents: bigint;
  }[];
}

/**
 * Stores the exact bytes before anything is handed to a server.
 *
 * @returns the messages stored; one that this lease holds no longer is another worker's to write
 */
export async function storeWritten(
  tx: Tx,
  companyId: string,
  leaseToken: string,
  messages: readonly WrittenMessage[],
  now: Instant,
): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = messages.map(({ mime: _, invoices: __, claimedCents, ...row }) => ({
    ...row,
    claimedCents: claimedCents?.toString() ?? null,
  }));
  const held = await tx.$queryRaw<{ id: string }[]>`
    UPDATE message m SET subject = w.subject, claimed_cents = coalesce(w."claimedCents", m.claimed_cents), mime_sha256 = w."mimeSha256",
           message_id_header = w."messageIdHeader", from_email = w."fromEmail", dated_at = ${new Date(now)}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS w(
      id uuid, subject text, "claimedCents" bigint, "mimeSha256" text, "messageIdHeader" text, "fromEmail" text)
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${rows.map((row) => row.id)}::uuid[]) AND m.id = w.id
      AND m.lease_token = ${leaseToken}::uuid AND m.state = 'READY'
    RETURNING m.id`;
  const ours = new Set(held.map((row) => row.id));
  await storeBodies(
    tx,
    companyId,
    messages.filter(({ id }) => ours.has(id)),
  );
  return [...ours];
}

async function storeBodies(tx: Tx, companyId: string, messages: readonly WrittenMessage[]): Promise<void> {
  if (messages.length === 0) return;
  // One value for all bodies: it travels as it is, where an array would be spelt out in hexadecimal.
  const bodies = Buffer.concat(messages.map((message) => message.mime));
  let end = 0;
  const slices = messages.map(({ id, mime }) => {
    end += mime.byteLength;
    return { id, start: end - mime.byteLength + 1, length: mime.byteLength };
  });
  await tx.$executeRaw`
    INSERT INTO message_body (company_id, message_id, mime)
    SELECT ${companyId}::uuid, b.id, substring(${bodies}::bytea FROM b.start FOR b.length)
    FROM json_to_recordset(${JSON.stringify(slices)}::json) AS b(id uuid, start int, length int)
    ON CONFLICT (company_id, message_id) DO UPDATE SET mime = excluded.mime`;
  const lines = messages.flatMap((message) =>
    message.invoices.map((line) => ({
      messageId: message.id,
      invoiceId: line.invoiceId,
      balance: line.balanceCents.toString(),
      penalty: line.penaltyCents.toString(),
      indemnity: line.indemnityCents.toString(),
    })),
  );
  await tx.$executeRaw`
    UPDATE message_invoice mi SET balance_cents = l.balance, penalty_cents = l.penalty, indemnity_cents = l.indemnity
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS l(
      "messageId" uuid, "invoiceId" uuid, balance bigint, penalty bigint, indemnity bigint)
    WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.message_id = ANY(${slices.map((slice) => slice.id)}::uuid[])
      AND mi.message_id = l."messageId" AND mi.invoice_id = l."invoiceId"`;
}
