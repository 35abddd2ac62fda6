/**
 * The free calculator: what it asks, how an address holds all of it, and the claim it makes. The
 * same address always gives the same statement, so it can be sent to someone or kept.
 */

import type { LocalDate } from "../calendar";
import { formatDateNumeric, parseDate } from "../dateText";
import {
  type FieldError,
  type FieldReader,
  InputError,
  oneOf,
  optional,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "../fields";
import { DomainError } from "../invariant";
import { formatAmount, plainAmount } from "../money";
import { typeset } from "../typography";
import type { DebtorKind } from "./debtorKind";
import type { AccountEvent } from "./imputation";
import type { InvoiceClaim } from "./invoiceClaim";
import type { PenaltyPolicy } from "./penaltyPolicy";
import { parseRateBps } from "./rateText";

/** Payments one may give. */
export const MAX_PAYMENTS = 12;

/** Words of the address for each kind of debtor. */
const KIND_WORDS = {
  professionnel: "B2B",
  public: "PUBLIC",
  consommateur: "B2C",
  "non-professionnel": "NON_PRO",
} as const satisfies Record<string, DebtorKind>;
export type KindWord = keyof typeof KIND_WORDS;
export const CALCULATOR_KINDS = Object.keys(KIND_WORDS) as KindWord[];

/** Words of the address for each rule. */
export const CALCULATOR_RULES = ["legale", "taux", "triple", "bce"] as const;
export type RuleWord = (typeof CALCULATOR_RULES)[number];

export interface CalculatedPayment {
  on: LocalDate;
  amountCents: bigint;
}

/** Everything the calculator was asked, checked. */
export interface Calculation {
  kind: KindWord;
  rule: RuleWord;
  /** The agreed rate, or the points added to the ECB rate; null for the other rules. */
  rateBps: number | null;
  totalCents: bigint;
  /** Null when it was not given: the due date stands in for it. */
  issuedOn: LocalDate | null;
  dueOn: LocalDate;
  /** Day included in the statement. */
  statedOn: LocalDate;
  /** First presentation of a formal notice; only a claim on a consumer needs it. */
  noticeOn: LocalDate | null;
  payments: readonly CalculatedPayment[];
}

const FIELDS = {
  qui: oneOf(CALCULATOR_KINDS, "Choisissez qui vous doit cette somme."),
  regle: oneOf(CALCULATOR_RULES, "Choisissez la règle qui donne le taux."),
  montant: positiveAmount("le montant TTC de la facture"),
  emise: optional(parseDate),
  echeance: required("Indiquez la date d’échéance, par exemple 31/08/2026.", parseDate),
  arrete: optional(parseDate),
  presentee: optional(parseDate),
} as const;

/**
 * Reads what was asked, from the fields of a form or of an address.
 *
 * @param today the day of the statement when none is given
 * @throws InputError with everything that is wrong
 */
export function readCalculation(raw: RawFields, today: LocalDate): Calculation {
  const errors: FieldError[] = [];
  const attempt = <Value>(work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(...error.errors);
      return undefined;
    }
  };
  const input = attempt(() => readFields({ qui: "professionnel", regle: "legale", ...raw }, FIELDS));
  const rateBps = attempt(() => readRate(raw));
  const payments = attempt(() => readPayments(raw));
  if (input) errors.push(...contradictions(input, payments ?? []));
  if (!input || rateBps === undefined || !payments || errors.length > 0) throw new InputError(errors);
  return {
    kind: input.qui,
    rule: input.regle,
    rateBps,
    totalCents: input.montant,
    issuedOn: input.emise,
    dueOn: input.echeance,
    statedOn: input.arrete ?? today,
    noticeOn: input.presentee,
    payments: payments.map(({ on, amountCents }) => ({ on, amountCents })),
  };
}

function readRate(raw: RawFields): number | null {
  const what = { taux: "le taux du contrat", bce: "les points ajoutés au taux de la BCE" }[raw.regle ?? ""];
  if (!what) return null;
  const rate: FieldReader<number> = (text, field) => parseRateBps(text, what, field);
  return readFields(raw, { pourcentage: rate }).pourcentage;
}

/** Names of the fields of the nth payment, from 1. */
export function paymentFields(index: number): { amount: string; on: string } {
  return { amount: `verse${index}`, on: `verse${index}-le` };
}

/** A payment and the line of the form it was typed on. */
type TypedPayment = CalculatedPayment & { line: number };

function readPayments(raw: RawFields): TypedPayment[] {
  const errors: FieldError[] = [];
  const payments: TypedPayment[] = [];
  for (let index = 1; index <= MAX_PAYMENTS; index += 1) {
    const { amount, on } = paymentFields(index);
    if (!raw[amount]?.trim() && !raw[on]?.trim()) continue;
    try {
      const read = readFields<Record<string, bigint | LocalDate>>(raw, {
        [amount]: positiveAmount("le montant versé"),
        [on]: required("Indiquez la date de ce règlement.", parseDate),
      });
      payments.push({ on: read[on] as LocalDate, amountCents: read[amount] as bigint, line: index });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(...error.errors);
    }
  }
  if (errors.length > 0) throw new InputError(errors);
  return payments;
}

type Input = { [Field in keyof typeof FIELDS]: ReturnType<(typeof FIELDS)[Field]> };

/** Fields that are each right and cannot be so together. */
function contradictions(input: Input, payments: readonly TypedPayment[]): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (isWrong: boolean, field: string, message: string) => {
    if (isWrong) errors.push({ field, code: "CONTRADICTION", message: typeset(message) });
  };
  const { qui, regle, emise, echeance } = input;
  refuse(emise !== null && echeance < emise, "echeance", "L’échéance précède la date de la facture.");
  refuse(
    qui === "public" && regle !== "legale",
    "regle",
    "Pour un acheteur public, la loi fixe le taux : choisissez « Taux de la loi ».",
  );
  refuse(
    (qui === "consommateur" || qui === "non-professionnel") && (regle === "triple" || regle === "bce"),
    "regle",
    "Cette règle ne vaut qu’entre professionnels. Choisissez le taux de la loi, ou celui du contrat.",
  );
  for (const { on, line } of payments) {
    const isEarly = emise !== null && on < emise;
    refuse(isEarly, paymentFields(line).on, "Ce règlement précède la facture : vérifiez la date.");
  }
  return errors;
}

/** How dates, amounts and rates are written in the fields. */
interface Writing {
  date: (on: LocalDate) => string;
  amount: (cents: bigint) => string;
}

const FOR_ADDRESSES: Writing = {
  date: (on) => on,
  amount: (cents) => plainAmount(cents).replace(/\.00$/, ""),
};

const FOR_PEOPLE: Writing = { date: formatDateNumeric, amount: formatAmount };

function fieldsOf(calculation: Calculation, { date, amount }: Writing): [name: string, value: string][] {
  const { kind, rule, rateBps, totalCents, issuedOn, dueOn, statedOn, noticeOn, payments } = calculation;
  const fields: [name: string, value: string | null][] = [
    ["qui", kind],
    ["montant", amount(totalCents)],
    ["emise", issuedOn && date(issuedOn)],
    ["echeance", date(dueOn)],
    ["arrete", date(statedOn)],
    ["regle", rule],
    ["pourcentage", rateBps === null ? null : amount(BigInt(rateBps))],
    ["presentee", noticeOn && date(noticeOn)],
    ...payments.flatMap((payment, index): [string, string][] => {
      const names = paymentFields(index + 1);
      return [
        [names.amount, amount(payment.amountCents)],
        [names.on, date(payment.on)],
      ];
    }),
  ];
  return fields.filter((field): field is [string, string] => field[1] !== null);
}

/** The fields of the address that holds this calculation, in the order of the form. */
export function calculationFields(calculation: Calculation): [name: string, value: string][] {
  return fieldsOf(calculation, FOR_ADDRESSES);
}

/** The same as people type them: what the form shows again. */
export function typedFields(calculation: Calculation): Record<string, string> {
  return Object.fromEntries(fieldsOf(calculation, FOR_PEOPLE));
}

/** The claim of the legal engine. */
export function claimOf(calculation: Calculation): InvoiceClaim {
  const { kind, totalCents, issuedOn, dueOn, noticeOn, payments } = calculation;
  return {
    invoiceNumber: "",
    debtorKind: KIND_WORDS[kind],
    policy: policyOf(calculation),
    totalCents,
    issuedOn: issuedOn ?? dueOn,
    dueOn,
    events: payments.map((payment): AccountEvent => ({ kind: "PAYMENT", ...payment })),
    ...(noticeOn && { formalNoticePresentedOn: noticeOn }),
  };
}

function policyOf({ kind, rule, rateBps }: Calculation): PenaltyPolicy {
  const isBusiness = kind === "professionnel";
  switch (rule) {
    case "taux": {
      if (rateBps === null) throw new DomainError("RATE", "Indiquez le taux du contrat.", "pourcentage");
      return isBusiness ? { kind: "CONTRACT_FIXED", rateBps } : { kind: "B2C_CLAUSE", rateBps };
    }
    case "bce": {
      if (rateBps === null) throw new DomainError("RATE", "Indiquez la majoration.", "pourcentage");
      return { kind: "CONTRACT_ECB_PLUS", marginBps: rateBps };
    }
    case "triple":
      return { kind: "CONTRACT_3X_LEGAL" };
    default:
      if (kind === "public") return { kind: "PUBLIC" };
      return isBusiness ? { kind: "STATUTORY_B2B" } : { kind: "B2C_LEGAL" };
  }
}
