/** A debtor proposes to pay in several times: checked against the creditor's rules before anyone reads it. */
import type { Tx } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { date, fieldError, line, type RawFields, readFields, required, wholeNumber } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { sumCents } from "@/domain/money";
import { unprintedSign } from "@/domain/printedLetters";
import {
  checkSchedule,
  type Instalment,
  MOST_INSTALMENTS,
  monthlySchedule,
} from "@/domain/settlement/instalmentPlan";
import { typeset } from "@/domain/typography";
import { readDebtorSettings } from "../parties/readDebtorSettings";
import type { CompanyCtx } from "../ports";
import type { OpenInvoice } from "./recordAnswer";

export interface PlanProposal {
  count: number;
  firstOn: LocalDate;
  /** Who acknowledges the debt, as they write their name. */
  signerName: string;
}

const FIELDS = {
  count: wholeNumber("Le nombre de versements", 2, MOST_INSTALMENTS),
  firstOn: required("Indiquez le jour du premier versement.", date),
  signerName: (text: string, field: string) => printed(line("votre nom", 80)(text, field)),
  acknowledged: (text: string) => {
    if (text === "") throw new DomainError("REQUIRED", "Cochez cette case pour demander un échéancier.");
    return true;
  },
} as const;

/** The agreement is a printed paper: a name it cannot show is said while it can be typed otherwise. */
function printed(name: string): string {
  const sign = unprintedSign(name);
  if (sign === null) return name;
  throw new DomainError(
    "UNPRINTABLE",
    typeset(
      `L’accord écrit ne peut pas imprimer le signe « ${sign} ». Écrivez votre nom en lettres latines, sans dessin.`,
    ),
  );
}

/** Reads the form. @throws InputError with every field that is wrong */
export function readPlanProposal(raw: RawFields): PlanProposal {
  const { acknowledged: _, ...proposal } = readFields(raw, FIELDS);
  return proposal;
}

interface ProposedFor {
  answerId: string;
  clientId: string;
  invoices: readonly OpenInvoice[];
  today: LocalDate;
  network: string;
}

/**
 * Writes the proposal beside its answer, inside the caller's transaction.
 *
 * @throws InputError with the rule of the creditor that it breaks
 */
export async function proposePlanIn(
  tx: Tx,
  ctx: CompanyCtx,
  { count, firstOn, signerName }: PlanProposal,
  given: ProposedFor,
): Promise<void> {
  const { companyId } = ctx;
  const at = new Date(ctx.clock.now());
  const totalCents = sumCents(given.invoices.map((invoice) => invoice.balanceCents));
  const schedule = monthlySchedule(totalCents, count, firstOn);
  const rules = await readDebtorSettings(tx, companyId);
  beside(() => checkSchedule(schedule, given.today, rules));
  const planId = newId();
  await tx.instalmentPlan.create({
    data: {
      companyId,
      id: planId,
      clientId: given.clientId,
      answerId: given.answerId,
      state: "PROPOSED",
      totalCents,
      round: 1,
      signerName,
      acknowledgedAt: at,
      network: given.network,
      createdAt: at,
    },
  });
  await tx.planInvoice.createMany({
    data: given.invoices.map(({ id, balanceCents }) => ({ companyId, planId, invoiceId: id, balanceCents })),
  });
  await insertSchedule(tx, companyId, planId, 1, schedule);
}

/** Puts what a rule of the domain says beside its field. */
export function beside(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError && error.field) throw fieldError(error.field, error.code, error.message);
    throw error;
  }
}

/** Writes a schedule: 1 is the debtor's, 2 the creditor's. */
export async function insertSchedule(
  tx: Tx,
  companyId: string,
  planId: string,
  round: 1 | 2,
  schedule: readonly Instalment[],
): Promise<void> {
  await tx.instalment.createMany({
    data: schedule.map(({ dueOn, amountCents }, index) => ({
      companyId,
      planId,
      round,
      position: index + 1,
      dueOn: fromLocalDate(dueOn),
      amountCents,
    })),
  });
}
