/** The words of steps, and which step leads a message or a call. */
import type { LeadingStep, TextLanguage } from "@/domain/dunning/readyTexts";
import type { StepText } from "@/domain/dunning/textTemplate";
import type { Tx } from "../inCompany";

interface LeadingRow extends Omit<LeadingStep, "texts"> {
  contactId: string;
}

/** The leading step of each message: the highest tone, then the latest step; the one a person chose. */
export async function readLeadingSteps(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, LeadingStep>> {
  const ids = [...messageIds];
  const rows = await tx.$queryRaw<LeadingRow[]>`
    SELECT DISTINCT ON (d.message_id) d.message_id AS "contactId", s.id AS "stepId", s.channel::text AS channel,
           s.tone::text AS tone, s.offset_days AS "offsetDays", v.address_form::text AS form,
           s.attach_earlier AS "attachEarlier", s.attach_statement AS "attachStatement"
    FROM (
      SELECT message_id, step_id FROM dunning_step
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[]) AND state = 'DONE'
      UNION ALL
      SELECT message_id, step_id FROM hand_reminder
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[])
    ) d
    JOIN scenario_step s ON s.company_id = (SELECT ${companyId}::uuid) AND s.id = d.step_id
    JOIN scenario_version v ON v.company_id = s.company_id AND v.id = s.version_id
    ORDER BY d.message_id, s.tone DESC, s.offset_days DESC, s.id`;
  return withTexts(tx, companyId, rows);
}

/** The leading step of each call. An email replaced by a call leads with the words of a call. */
export async function readLeadingCallSteps(
  tx: Tx,
  companyId: string,
  callTaskIds: readonly string[],
): Promise<Map<string, LeadingStep>> {
  const rows = await tx.$queryRaw<LeadingRow[]>`
    SELECT DISTINCT ON (d.call_task_id) d.call_task_id AS "contactId", s.id AS "stepId", s.channel::text AS channel,
           s.tone::text AS tone, s.offset_days AS "offsetDays", v.address_form::text AS form,
           false AS "attachEarlier", false AS "attachStatement"
    FROM dunning_step d
    JOIN scenario_step s ON s.company_id = d.company_id AND s.id = d.step_id
    JOIN scenario_version v ON v.company_id = s.company_id AND v.id = s.version_id
    WHERE d.company_id = (SELECT ${companyId}::uuid) AND d.call_task_id = ANY(${[...callTaskIds]}::uuid[]) AND d.state = 'DONE'
    ORDER BY d.call_task_id, (s.channel = 'CALL') DESC, s.offset_days DESC, s.id`;
  return withTexts(tx, companyId, rows);
}

async function withTexts(
  tx: Tx,
  companyId: string,
  rows: readonly LeadingRow[],
): Promise<Map<string, LeadingStep>> {
  const texts = await readStepTexts(tx, companyId, [...new Set(rows.map((row) => row.stepId))]);
  return new Map(
    rows.map(({ contactId, ...step }) => [contactId, { ...step, texts: texts.get(step.stepId) ?? {} }]),
  );
}

/** Own words of these steps, by language. */
export async function readStepTexts(
  tx: Tx,
  companyId: string,
  stepIds: readonly string[],
): Promise<Map<string, Partial<Record<TextLanguage, StepText>>>> {
  if (stepIds.length === 0) return new Map();
  const rows = await tx.stepText.findMany({ where: { companyId, stepId: { in: [...stepIds] } } });
  const texts = new Map<string, Partial<Record<TextLanguage, StepText>>>();
  for (const { stepId, language, subject, body } of rows) {
    const key: TextLanguage = language === "en" ? "en" : "fr";
    texts.set(stepId, { ...texts.get(stepId), [key]: { subject, body } });
  }
  return texts;
}
