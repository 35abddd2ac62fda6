/** The words that people gave single messages instead of those of their step. */
import type { TextLanguage } from "@/domain/dunning/readyTexts";
import type { StepText } from "@/domain/dunning/textTemplate";
import type { Tx } from "../inCompany";

/** Words of one message, and whose they are. */
export interface OwnWords extends StepText {
  language: TextLanguage;
  writtenAt: Date;
  writtenById: string | null;
}

/** The own words of these messages, by message; none for those that speak with their step. */
export async function readOwnWords(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, OwnWords>> {
  const rows = await tx.messageText.findMany({ where: { companyId, messageId: { in: [...messageIds] } } });
  return new Map(
    rows.map(({ messageId, language, companyId: _, ...words }) => [
      messageId,
      { ...words, language: language === "en" ? "en" : "fr" },
    ]),
  );
}

/** Gives a message its own words, in place of any it had. */
export async function keepOwnWords(
  tx: Tx,
  companyId: string,
  messageId: string,
  words: OwnWords,
): Promise<void> {
  await tx.messageText.upsert({
    where: { companyId_messageId: { companyId, messageId } },
    create: { companyId, messageId, ...words },
    update: words,
  });
}

/**
 * Messages decided again, because a fact changed before they left, take over the words of the one they
 * replace: same step, same tone. Only those that wait for approval are to be named here: someone reads the
 * words again beside the new figures.
 */
export async function carryOwnWords(tx: Tx, companyId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.$executeRaw`
    WITH now AS MATERIALIZED (
      SELECT d.message_id, d.invoice_id, d.step_id, m.tone FROM dunning_step d
      JOIN message m ON m.company_id = (SELECT ${companyId}::uuid) AND m.id = d.message_id
      WHERE d.company_id = (SELECT ${companyId}::uuid) AND d.message_id = ANY(${[...messageIds]}::uuid[]) AND d.state = 'DONE'
    ), before AS (
      SELECT DISTINCT ON (now.message_id) now.message_id, m.id AS replaced_id
      FROM now
      JOIN dunning_step d ON d.company_id = (SELECT ${companyId}::uuid) AND d.invoice_id = now.invoice_id
        AND d.step_id = now.step_id AND d.state = 'CANCELLED'
      JOIN message m ON m.company_id = (SELECT ${companyId}::uuid) AND m.id = d.message_id AND m.tone = now.tone
      ORDER BY now.message_id, m.created_at DESC, m.id DESC
    )
    INSERT INTO message_text (company_id, message_id, language, subject, body, written_at, written_by_id)
    SELECT t.company_id, before.message_id, t.language, t.subject, t.body, t.written_at, t.written_by_id
    FROM before JOIN message_text t ON t.company_id = (SELECT ${companyId}::uuid) AND t.message_id = before.replaced_id`;
}
