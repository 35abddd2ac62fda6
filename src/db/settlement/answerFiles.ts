/** How much a client has sent behind its links. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";

/** Bytes of the files a client has joined to its answers since two instants. */
export async function sumSentBytes(
  tx: Tx,
  companyId: string,
  clientId: string,
  since: { day: Instant; month: Instant },
): Promise<{ day: number; month: number }> {
  const [sent] = await tx.$queryRaw<{ day: number; month: number }[]>`
    SELECT coalesce(sum(d.size_bytes) FILTER (WHERE a.created_at > ${new Date(since.day)}), 0)::float8 AS day,
           coalesce(sum(d.size_bytes), 0)::float8 AS month
    FROM answer a
    JOIN answer_file f ON f.company_id = a.company_id AND f.answer_id = a.id AND f.reply_id IS NULL
    JOIN document d ON d.company_id = f.company_id AND d.id = f.document_id
    WHERE a.company_id = (SELECT ${companyId}::uuid) AND a.client_id = ${clientId}::uuid
      AND a.created_at > ${new Date(since.month)}`;
  return sent ?? { day: 0, month: 0 };
}
