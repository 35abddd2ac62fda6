/** Which scenario each invoice or client follows, as SQL: the same rules as `chooseVersions`, for counting. */
import type { LocalDate } from "@/domain/calendar";
import { GOOD_PAYER_DAYS, type ScenarioRule } from "@/domain/dunning/scenarioRule";
import { Prisma } from "../generated/client";
import { settledDelays } from "../reporting/usualDelays";

/** The tables the two expressions below read: `c` the client, `d` the default scenario, `u` the usual delay. */
export function applyingTables(
  companyId: string,
  rules: readonly ScenarioRule[],
  today: LocalDate,
): Prisma.Sql {
  const delays = rules.some((rule) => rule.habit !== null)
    ? Prisma.sql`SELECT client_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY delay)::int AS days
                 FROM (${settledDelays(companyId, today, null)}) settled GROUP BY client_id`
    : Prisma.sql`SELECT NULL::uuid AS client_id, NULL::int AS days WHERE false`;
  return Prisma.sql`
    LEFT JOIN scenario d ON d.company_id = c.company_id AND d.is_default AND d.archived_at IS NULL
    LEFT JOIN (${delays}) u ON u.client_id = c.id`;
}

/** Scenario of the client `c` for an invoice of any amount. */
export function clientScenario(rules: readonly ScenarioRule[]): Prisma.Sql {
  const general = rules.filter((rule) => rule.minTotalCents === null && rule.maxTotalCents === null);
  return Prisma.sql`coalesce(c.scenario_id, ${ruled(general)}, d.id)`;
}

/** Scenario of the invoice `i` of the client `c`. */
export function invoiceScenario(rules: readonly ScenarioRule[]): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT v.scenario_id FROM scenario_choice k
     JOIN scenario_version v ON v.company_id = k.company_id AND v.id = k.version_id
     WHERE k.company_id = i.company_id AND k.invoice_id = i.id),
    c.scenario_id, ${ruled(rules)}, d.id)`;
}

function ruled(rules: readonly ScenarioRule[]): Prisma.Sql {
  if (rules.length === 0) return Prisma.sql`NULL::uuid`;
  const cases = rules.map((rule) => Prisma.sql`WHEN ${condition(rule)} THEN ${rule.scenarioId}::uuid`);
  return Prisma.sql`CASE ${Prisma.join(cases, " ")} END`;
}

function condition(rule: ScenarioRule): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`true`];
  if (rule.clientKind !== null) parts.push(Prisma.sql`c.kind = ${rule.clientKind}::client_kind`);
  if (rule.minTotalCents !== null) parts.push(Prisma.sql`i.total_cents >= ${rule.minTotalCents}`);
  if (rule.maxTotalCents !== null) parts.push(Prisma.sql`i.total_cents <= ${rule.maxTotalCents}`);
  if (rule.tag !== null) {
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM client_tag t
      WHERE t.company_id = c.company_id AND t.client_id = c.id AND t.tag = ${rule.tag})`);
  }
  if (rule.habit === "GOOD") parts.push(Prisma.sql`u.days <= ${GOOD_PAYER_DAYS}`);
  if (rule.habit === "LATE") parts.push(Prisma.sql`u.days > ${GOOD_PAYER_DAYS}`);
  if (rule.habit === "UNKNOWN") parts.push(Prisma.sql`u.days IS NULL`);
  return Prisma.join(parts, " AND ");
}
