/** What letters print that is the company's to change: the account to pay to, the rule of late interest. */
import type { ChangedTerms } from "@/domain/legal/staleLetter";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

/** The letter `l` gives another account than the company `o`; false as long as it is not drawn. */
const IS_ACCOUNT_CHANGED = Prisma.sql`coalesce(l.content ->> 'iban' <> coalesce(o.iban, ''), false)`;

/** The same of the rule it counts with. That rule binds business clients only: the law decides for the others. */
const IS_PENALTY_RULE_CHANGED = Prisma.sql`EXISTS (
  SELECT 1 FROM jsonb_path_query(l.content, '$.statement.invoices[*].claim') AS claim
  WHERE claim ->> 'debtorKind' = 'B2B'
    AND (claim #>> '{policy,kind}' <> o.penalty_kind::text
         OR coalesce(claim #>> '{policy,rateBps}', claim #>> '{policy,marginBps}')::int
            IS DISTINCT FROM o.penalty_bps))`;

/** Either of them, of the letter `l`. */
export const ARE_TERMS_CHANGED = Prisma.sql`EXISTS (
  SELECT 1 FROM company o WHERE o.id = l.company_id AND (${IS_ACCOUNT_CHANGED} OR ${IS_PENALTY_RULE_CHANGED}))`;

/** What the company has changed of what each of these letters prints. */
export async function readChangedTerms(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<Map<string, ChangedTerms>> {
  if (letterIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<(ChangedTerms & { id: string })[]>`
    SELECT l.id, ${IS_ACCOUNT_CHANGED} AS "isAccountChanged", ${IS_PENALTY_RULE_CHANGED} AS "isPenaltyRuleChanged"
    FROM letter l JOIN company o ON o.id = l.company_id
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.id = ANY(${[...letterIds]}::uuid[])`;
  return new Map(rows.map(({ id, ...terms }) => [id, terms]));
}
