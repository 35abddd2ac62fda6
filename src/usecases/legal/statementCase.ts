/**
 * The exchange format of worked cases: one JSON object an invoice, amounts in cents, rates in
 * basis points. Reading is strict, because a misspelt key would silently change what is claimed.
 */

import { z } from "zod";
import { isLocalDate, type LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { type AccountEvent, IMPUTATIONS } from "@/domain/legal/imputation";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { DAY_COUNTS } from "@/domain/legal/latePenalty";
import { defaultPolicy, type PenaltyPolicy } from "@/domain/legal/penaltyPolicy";
import { typeset } from "@/domain/typography";

/** No clause is written above this rate: 1 000 % a year. */
const MAX_RATE_BPS = 100_000;
const MAX_INVOICES = 100_000;

/** 10 000 000 000 €: with every limit reached, a result still fits a JSON number exactly. */
const MAX_CENTS = 1_000_000_000_000;

const day = z.custom<LocalDate>(
  (value) => typeof value === "string" && isLocalDate(value) && value >= "1990" && value < "2100",
  "une date réelle AAAA-MM-JJ, de 1990 à 2099, est attendue",
);
const cents = (minimum: number) => {
  const sentence = `un nombre entier de centimes est attendu, au moins ${minimum}`;
  return z.int(sentence).min(minimum, sentence).max(MAX_CENTS, "ce montant dépasse 10 milliards d’euros");
};
const rateSentence = `un nombre entier de points de base est attendu, de 0 à ${MAX_RATE_BPS}`;
const rateBps = z.int(rateSentence).min(0, rateSentence).max(MAX_RATE_BPS, rateSentence);
const countSentence = `un nombre entier de factures est attendu, de 1 à ${MAX_INVOICES}`;

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `une valeur parmi ${values.join(", ")} est attendue`);
}

function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `clé inconnue ${(issue.keys as string[]).map((key) => `« ${key} »`).join(", ")}`
        : "un objet est attendu",
  });
}

const remedy = oneOf(["STATUTORY", "FLOOR"]).nullish();
const policySchema = z.discriminatedUnion(
  "kind",
  [
    strict({ kind: z.literal("STATUTORY_B2B") }),
    strict({ kind: z.literal("CONTRACT_FIXED"), bp: rateBps, below_floor: remedy }),
    strict({ kind: z.literal("CONTRACT_3X_LEGAL") }),
    strict({ kind: z.literal("CONTRACT_ECB_PLUS"), bp: rateBps, below_floor: remedy }),
    strict({ kind: z.literal("PUBLIC") }),
    strict({ kind: z.literal("B2C_CLAUSE"), bp: rateBps, from: day.nullish() }),
    strict({ kind: z.literal("B2C_LEGAL") }),
  ],
  { error: "une règle de pénalités connue est attendue" },
);

const effect = oneOf(["RETRO", "PROSPECTIVE"]).nullish();
const eventSchema = z.discriminatedUnion(
  "kind",
  [
    strict({ kind: z.literal("PAYMENT"), date: day, cents: cents(1) }),
    strict({ kind: z.literal("CREDIT_RETRO"), date: day, cents: cents(1) }),
    strict({ kind: z.literal(["CREDIT_PROSPECTIVE", "CREDIT_PROSP"]), date: day, cents: cents(1) }),
    strict({ kind: z.literal(["CREDIT", "CREDIT_NOTE"]), date: day, cents: cents(1), effect }),
  ],
  { error: "un événement PAYMENT, CREDIT_RETRO ou CREDIT_PROSPECTIVE est attendu" },
);

/** Keys that describe a case without changing it. */
const remark = z.string("un texte est attendu").nullish();

const caseSchema = strict({
  id: remark,
  title: remark,
  note: remark,
  comment: remark,
  source: remark,
  expect_error: remark,
  regime: oneOf(DEBTOR_KINDS),
  policy: policySchema.nullish(),
  ttc: cents(0),
  issue: day,
  due: day,
  as_of: day,
  performed: day.nullish(),
  med: day.nullish(),
  collective: day.nullish(),
  events: z.array(eventSchema, "une liste d’événements est attendue").nullish(),
  recovery_costs: cents(0).nullish(),
  invoices: z.int(countSentence).min(1, countSentence).max(MAX_INVOICES, countSentence).nullish(),
  basis: oneOf(DAY_COUNTS).nullish(),
  imputation: oneOf(IMPUTATIONS).nullish(),
});

type CaseInput = z.infer<typeof caseSchema>;

/** A case as the engine wants it. */
export interface StatementCase {
  readonly claim: InvoiceClaim;
  readonly statedOn: LocalDate;
}

/**
 * Reads one case.
 *
 * @throws DomainError `STATEMENT_CASE` in French, naming each key that is wrong.
 */
export function parseStatementCase(json: unknown): StatementCase {
  const parsed = caseSchema.safeParse(json);
  if (!parsed.success) throw new DomainError("STATEMENT_CASE", problemsOf(parsed.error));
  const input = parsed.data;
  const claim: InvoiceClaim = {
    invoiceNumber: input.id ?? "",
    debtorKind: input.regime,
    policy: policyOf(input),
    totalCents: BigInt(input.ttc),
    issuedOn: input.issue,
    dueOn: input.due,
    events: (input.events ?? []).map(eventOf),
    performedOn: input.performed ?? undefined,
    formalNoticePresentedOn: input.med ?? undefined,
    insolvencyOpenedOn: input.collective ?? undefined,
    recoveryCostsCents: BigInt(input.recovery_costs ?? 0),
    invoiceCount: input.invoices ?? undefined,
    dayCount: input.basis ?? undefined,
    imputation: input.imputation ?? undefined,
  };
  return { claim, statedOn: input.as_of };
}

/** One sentence that names every wrong key, in the order of the file. */
function problemsOf(error: z.ZodError): string {
  const problems = error.issues.map((issue) => {
    const path = issue.path.map(String).join(".");
    return path === "" ? issue.message : `« ${path} » : ${issue.message}`;
  });
  return typeset(`Cas illisible : ${problems.join(" ; ")}.`);
}

function policyOf({ policy, regime }: CaseInput): PenaltyPolicy {
  if (!policy) return defaultPolicy(regime);
  switch (policy.kind) {
    case "CONTRACT_FIXED":
      return { kind: policy.kind, rateBps: policy.bp, remedy: policy.below_floor ?? "STATUTORY" };
    case "CONTRACT_ECB_PLUS":
      return { kind: policy.kind, marginBps: policy.bp, remedy: policy.below_floor ?? "STATUTORY" };
    case "B2C_CLAUSE":
      return policy.from
        ? { kind: policy.kind, rateBps: policy.bp, startsOn: policy.from }
        : { kind: policy.kind, rateBps: policy.bp };
    default:
      return policy;
  }
}

function eventOf(event: z.infer<typeof eventSchema>): AccountEvent {
  const moment = { on: event.date, amountCents: BigInt(event.cents) };
  switch (event.kind) {
    case "PAYMENT":
      return { kind: "PAYMENT", ...moment };
    case "CREDIT_RETRO":
      return { kind: "CREDIT_NOTE", ...moment, effect: "RETRO" };
    case "CREDIT_PROSPECTIVE":
    case "CREDIT_PROSP":
      return { kind: "CREDIT_NOTE", ...moment, effect: "PROSPECTIVE" };
    case "CREDIT":
    case "CREDIT_NOTE":
      // A credit note that names the invoice corrects it, hence counts from the start.
      return { kind: "CREDIT_NOTE", ...moment, effect: event.effect ?? "RETRO" };
  }
}
