/** Until when the creditor may still sue for one invoice, and why: for its page. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { type LimitationFile, readLimitationFiles, type StoredAct } from "@/db/legal/limitation";
import { readAdmissions, readLastReminder, readPartPayments } from "@/db/legal/suggestedActs";
import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { type LimitationActKind, limitationActsOf, withoutEffect } from "@/domain/legal/limitationActs";
import { type LimitationAlert, limitationAlert } from "@/domain/legal/limitationAlert";
import {
  daysToLimitation,
  type InterruptionKind,
  type LimitationPeriod,
  limitationPeriod,
} from "@/domain/legal/limitationPeriod";
import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

/** Proposals shown at once. */
const MAX_PROPOSALS = 5;

/** An act the records suggest: a person says whether it counts. */
export interface ProposedAct {
  kind: LimitationActKind;
  onDate: LocalDate;
  /** What the records hold, ready to be the proof. */
  proof: string;
  /** The last day to sue if it counts. */
  untilOn: LocalDate | undefined;
}

type SuggestedAct = Omit<ProposedAct, "untilOn">;

export interface LimitationView {
  invoiceId: string;
  today: LocalDate;
  isOpen: boolean;
  debtorKind: DebtorKind;
  period: LimitationPeriod;
  daysLeft: number | undefined;
  alert: LimitationAlert | undefined;
  acts: (StoredAct & { counts: boolean })[];
  proposals: ProposedAct[];
  choices: LimitationActKind[];
  withoutEffect: string[];
  isTransportOfGoods: boolean;
  hasPublicAccountant: boolean;
}

/** @throws DomainError NOT_FOUND when the invoice is not of this company */
export async function readLimitation(ctx: CompanyCtx, invoiceId: string): Promise<LimitationView> {
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const file = (await readLimitationFiles(tx, companyId, [invoiceId])).get(invoiceId);
    if (!file) throw notFound();
    const { facts, acts } = file;
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const period = limitationPeriod(facts);
    const invoice = await tx.invoice.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { status: true },
    });
    const ignored = new Set(period.ignored.map((event) => `${event.kind}${event.on}`));
    return {
      invoiceId,
      today,
      isOpen: invoice.status === "OPEN",
      debtorKind: facts.debtorKind,
      period,
      daysLeft: daysToLimitation(period, today),
      alert: limitationAlert(period, today),
      acts: acts.map((act) => ({ ...act, counts: !ignored.has(`${act.kind}${act.onDate}`) })),
      proposals: proposalsOf(await suggestedActs(tx, companyId, file), file, period),
      choices: limitationActsOf(facts.debtorKind),
      withoutEffect: withoutEffect(facts.debtorKind),
      isTransportOfGoods: facts.isTransportOfGoods ?? false,
      hasPublicAccountant: facts.hasPublicAccountant ?? true,
    };
  });
}

/** Those that would move the end, newest first. */
function proposalsOf(
  suggested: readonly SuggestedAct[],
  { facts }: LimitationFile,
  period: LimitationPeriod,
): ProposedAct[] {
  return suggested
    .map((act) => {
      const event = { kind: act.kind as InterruptionKind, on: act.onDate };
      const interruptions = [...(facts.interruptions ?? []), event];
      return { ...act, untilOn: limitationPeriod({ ...facts, interruptions }).lastDayOn };
    })
    .filter((act) => act.untilOn !== period.lastDayOn)
    .sort((a, b) => (a.onDate < b.onDate ? 1 : -1))
    .slice(0, MAX_PROPOSALS);
}

/**
 * What the records may hold: payments in part, what the debtor wrote to admit the debt and, for a
 * public buyer, the last reminder that left.
 */
async function suggestedActs(
  tx: Tx,
  companyId: string,
  { invoiceId, facts }: LimitationFile,
): Promise<SuggestedAct[]> {
  const payments = await readPartPayments(tx, companyId, invoiceId);
  const admissions = await readAdmissions(tx, companyId, invoiceId);
  const reminder = facts.debtorKind === "PUBLIC" ? await readLastReminder(tx, companyId, invoiceId) : null;
  return [
    ...payments.map(({ receivedOn, amountCents, reference }) => ({
      kind: "PARTIAL_PAYMENT" as const,
      onDate: receivedOn,
      proof: typeset(`Règlement de ${formatEuros(amountCents)}${reference ? `, ${reference}` : ""}`).slice(
        0,
        200,
      ),
    })),
    ...admissions.map(({ kind, saidOn }) => ({
      kind: "ACKNOWLEDGEMENT" as const,
      onDate: saidOn,
      proof: `${kind === "PROMISE" ? "Promesse de règlement" : "Demande d’échéancier"} écrite par le client depuis son lien, le ${formatDate(saidOn)}`,
    })),
    ...(reminder === null
      ? []
      : [
          {
            kind: "WRITTEN_CLAIM" as const,
            onDate: reminder.sentOn,
            proof: typeset(`Courriel du ${formatDate(reminder.sentOn)} : ${reminder.subject}`).slice(0, 200),
          },
        ]),
  ];
}
