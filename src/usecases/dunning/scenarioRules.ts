/** The rules that choose a scenario when nobody did by hand. They are tried in order; the first that fits wins. */
import { markAllDue } from "@/db/dunning/markDue";
import { readRules, readScenarios } from "@/db/dunning/scenarios";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import { PAYER_HABITS, type PayerHabit, ruleSentence } from "@/domain/dunning/scenarioRule";
import { fieldError, line, optional, positiveAmount, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS, type DebtorKind } from "@/domain/legal/debtorKind";
import type { CompanyCtx } from "../ports";
import { journalScenario, lockScenario } from "./editScenario";

/** More than this is no longer something one can hold in mind. */
const MAX_RULES = 20;

export interface RuleLine {
  id: string;
  sentence: string;
  scenarioId: string;
  scenarioName: string;
}

export interface RulesView {
  rules: RuleLine[];
  scenarios: { id: string; name: string; isDefault: boolean }[];
  /** Words already put on clients. */
  tags: string[];
}

export async function readScenarioRules(ctx: CompanyCtx): Promise<RulesView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { byId, byDefault, rules } = await readScenarios(tx, companyId);
    const tags = await tx.clientTag.findMany({
      where: { companyId },
      distinct: ["tag"],
      orderBy: { tag: "asc" },
      select: { tag: true },
      take: 200,
    });
    return {
      rules: rules.map((rule) => ({
        id: rule.id,
        sentence: ruleSentence(rule),
        scenarioId: rule.scenarioId,
        scenarioName: byId.get(rule.scenarioId)?.name ?? "",
      })),
      scenarios: [...byId.values()].map((version) => ({
        id: version.scenarioId,
        name: version.name,
        isDefault: version.scenarioId === byDefault?.scenarioId,
      })),
      tags: tags.map(({ tag }) => tag),
    };
  });
}

/** Adds a rule after the others. @throws InputError with every field that is wrong */
export async function addRule(ctx: CompanyCtx, raw: RawFields): Promise<void> {
  const input = readFields(raw, {
    scenarioId: (text: string) => {
      if (!isId(text)) throw new DomainError("CHOICE", "Choisissez un scénario.");
      return text;
    },
    clientKind: (text: string): DebtorKind | null => DEBTOR_KINDS.find((kind) => kind === text) ?? null,
    minTotalCents: optional(positiveAmount("le montant")),
    maxTotalCents: optional(positiveAmount("le montant")),
    tag: optional(line("l’étiquette", 40)),
    habit: (text: string): PayerHabit | null => PAYER_HABITS.find((habit) => habit === text) ?? null,
  });
  const { minTotalCents, maxTotalCents } = input;
  if (minTotalCents !== null && maxTotalCents !== null && minTotalCents > maxTotalCents) {
    throw fieldError("maxTotalCents", "ORDER", "Ce montant doit être plus grand que le premier.");
  }
  await changeRules(ctx, async (tx) => {
    await lockScenario(tx, ctx.companyId, input.scenarioId);
    const { companyId } = ctx;
    const rules = await readRules(tx, companyId);
    if (rules.length >= MAX_RULES) throw new DomainError("TOO_MANY", `${MAX_RULES} règles au plus.`);
    await tx.scenarioRule.create({ data: { ...input, companyId, id: newId(), position: rules.length } });
    await journalScenario(tx, ctx, input.scenarioId, "scenario.rule_added", { rule: ruleSentence(input) });
  });
}

/** Removes a rule. One that is already gone is gone. */
export async function removeRule(ctx: CompanyCtx, ruleId: string): Promise<void> {
  if (!isId(ruleId)) return;
  await changeRules(ctx, async (tx) => {
    const { companyId } = ctx;
    const rule = await tx.scenarioRule.findUnique({ where: { companyId_id: { companyId, id: ruleId } } });
    if (!rule) return;
    await tx.scenarioRule.delete({ where: { companyId_id: { companyId, id: ruleId } } });
    await journalScenario(tx, ctx, rule.scenarioId, "scenario.rule_removed", { rule: ruleSentence(rule) });
  });
}

/** Tries a rule one place earlier. */
export async function raiseRule(ctx: CompanyCtx, ruleId: string): Promise<void> {
  await changeRules(ctx, async (tx) => {
    const { companyId } = ctx;
    const ids = (await readRules(tx, companyId)).map((rule) => rule.id);
    const at = ids.indexOf(ruleId);
    if (at < 1) return;
    ids.splice(at - 1, 0, ...ids.splice(at, 1));
    for (const [position, id] of ids.entries()) {
      await tx.scenarioRule.update({ where: { companyId_id: { companyId, id } }, data: { position } });
    }
  });
}

/** Changes the rules, one person at a time; every open invoice is then decided again. */
async function changeRules(ctx: CompanyCtx, work: (tx: Tx) => Promise<void>): Promise<void> {
  const { companyId } = ctx;
  await inCompany(
    companyId,
    async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
      await work(tx);
      await markAllDue(tx, companyId, ctx.clock.now());
    },
    { timeoutMs: 60_000 },
  );
  await ctx.bell.ring("dunning", { companyId });
}
