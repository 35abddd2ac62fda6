/** Everything the page behind a signed link shows. Reads only. */
import { readMailLook } from "@/db/dunning/mailLook";
import { inCompany, type Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readFrozenAmong } from "@/db/legal/insolvency";
import { toLocalDate } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import type { AnswerKind } from "@/domain/settlement/answer";
import { FIRST_INSTALMENT_DAYS, mayAskForPlan, mostInstalments } from "@/domain/settlement/instalmentPlan";
import { companyToday } from "../invoicing/saveInvoice";
import { readDebtorSettings } from "../parties/readDebtorSettings";
import { readSender, type Sender } from "../parties/readSender";
import type { Clock } from "../ports";
import { type AskedSums, readAskedSums } from "./askedByLink";
import { type FoundLink, readLinkScope } from "./openAnswerLink";
import { type Exchange, readExchanges } from "./readExchanges";
import { type PlanView, readPlanOf } from "./readPlan";

export interface AnswerPageInvoice {
  number: string;
  subject: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  isOpen: boolean;
  /** A collective procedure forbids to pay it. */
  isFrozen: boolean;
  /** Spoken of in the message; the others are shown because the creditor lets them be. */
  isOwn: boolean;
  payments: InvoiceAccount["payments"];
  /** What credit notes took off. */
  creditCents: bigint;
  files: { id: string; name: string }[];
}

export interface AnswerPage extends AskedSums {
  creditor: Sender["words"] & { accent: string | null; hasLogo: boolean; cardPaymentUrl: string | null };
  language: "fr" | "en";
  today: LocalDate;
  expiresOn: LocalDate;
  invoices: AnswerPageInvoice[];
  /** What is left on everything that is shown. */
  balanceCents: bigint;
  /** Part of it that a collective procedure forbids to pay (C. com. L622-7): never asked for. */
  frozenCents: bigint;
  /** The last answer to these invoices that nobody has decided, and whether it still suspends something. */
  waiting: {
    kind: AnswerKind;
    onDate: LocalDate | null;
    untilOn: LocalDate | null;
    isSuspending: boolean;
  } | null;
  exchanges: Exchange[];
  plan: PlanView | null;
  limits: {
    latestPromiseOn: LocalDate;
    /** Most instalments that may be asked for; below 2, none. */
    maxInstalments: number;
    latestFirstOn: LocalDate;
    latestLastOn: LocalDate;
    /** Day until which an answer that must be checked suspends the reminders. */
    checkedOn: LocalDate;
    promiseGraceDays: number;
  };
}

/** Reads the page of a link. */
export async function readAnswerPage(link: FoundLink, clock: Clock, rates: LegalRates): Promise<AnswerPage> {
  const { companyId } = link;
  return inCompany(companyId, async (tx) => {
    const { own, others } = await readLinkScope(tx, link);
    const all = [...own, ...others];
    const accounts = [...(await loadAccounts(tx, companyId, all)).values()].sort(byDueDate);
    const today = await companyToday(tx, companyId, clock.now());
    const open = accounts.filter((account) => account.status === "OPEN");
    const frozen = await readFrozenAmong(tx, companyId, all);
    const payable = open.filter(({ id }) => !frozen.has(id));
    const balanceOf = (some: typeof open) => sumCents(some.map((account) => account.balanceCents));
    const balanceCents = balanceOf(open);
    const payableCents = balanceOf(payable);
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: link.clientId } },
      select: { language: true },
    });
    const files = await readOriginals(tx, companyId, all);
    const plan = own.some((id) => frozen.has(id)) ? null : await readPlanOf(tx, companyId, own, today);
    const hasRunningPlan = plan?.state === "RUNNING";
    return {
      ...(await readAskedSums(tx, link, payable, { today, rates, hasRunningPlan })),
      creditor: await readCreditor(tx, companyId),
      language: client.language === "en" ? "en" : "fr",
      today,
      expiresOn: toLocalDate(link.expiresAt),
      invoices: accounts.map((account) => ({
        ...invoiceOf(account, own, files.get(account.id) ?? []),
        isFrozen: frozen.has(account.id),
      })),
      balanceCents,
      frozenCents: balanceCents - payableCents,
      waiting: await readWaiting(tx, companyId, all),
      exchanges: await readExchanges(tx, link, own),
      plan,
      limits: await readLimits(tx, companyId, today, payableCents),
    };
  });
}

function byDueDate(a: InvoiceAccount, b: InvoiceAccount): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.number < b.number ? -1 : 1;
}

function invoiceOf(
  account: InvoiceAccount,
  own: readonly string[],
  files: AnswerPageInvoice["files"],
): Omit<AnswerPageInvoice, "isFrozen"> {
  const isOpen = account.status === "OPEN";
  const paidCents = sumCents(account.payments.map((payment) => payment.amountCents));
  return {
    number: account.number,
    subject: account.subject,
    issuedOn: account.issuedOn,
    dueOn: account.dueOn,
    totalCents: account.totalCents,
    balanceCents: isOpen ? account.balanceCents : 0n,
    isOpen,
    isOwn: own.includes(account.id),
    payments: account.payments,
    creditCents: account.totalCents - paidCents - account.balanceCents,
    files,
  };
}

async function readCreditor(tx: Tx, companyId: string): Promise<AnswerPage["creditor"]> {
  const { words } = await readSender(tx, companyId);
  const look = await readMailLook(tx, companyId);
  const { cardPaymentUrl } = await readDebtorSettings(tx, companyId);
  return { ...words, accent: look.accent, hasLogo: look.logo !== null, cardPaymentUrl };
}

async function readOriginals(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, AnswerPageInvoice["files"]>> {
  const documents = await tx.document.findMany({
    where: {
      companyId,
      invoiceId: { in: [...invoiceIds] },
      OR: [{ kind: "INVOICE" }, { kind: "CREDIT_NOTE", creditNote: { cancelledAt: null } }],
    },
    select: { id: true, name: true, invoiceId: true },
    orderBy: [{ kind: "asc" }, { createdAt: "desc" }],
  });
  const byInvoice = new Map<string, AnswerPageInvoice["files"]>();
  for (const { id, name, invoiceId } of documents) {
    if (invoiceId === null) continue;
    byInvoice.set(invoiceId, [...(byInvoice.get(invoiceId) ?? []), { id, name }]);
  }
  return byInvoice;
}

async function readWaiting(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<AnswerPage["waiting"]> {
  const answer = await tx.answer.findFirst({
    where: { companyId, state: "OPEN", invoices: { some: { invoiceId: { in: [...invoiceIds] } } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { holds: { where: { endedAt: null }, take: 1 } },
  });
  if (!answer) return null;
  const [hold] = answer.holds;
  const untilOn = hold?.untilOn ?? null;
  return {
    kind: answer.kind,
    onDate: answer.onDate ? toLocalDate(answer.onDate) : null,
    untilOn: untilOn ? toLocalDate(untilOn) : null,
    isSuspending: hold !== undefined,
  };
}

async function readLimits(
  tx: Tx,
  companyId: string,
  today: LocalDate,
  payableCents: bigint,
): Promise<AnswerPage["limits"]> {
  const rules = await readDebtorSettings(tx, companyId);
  const delays = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { declarationHoldDays: true, promiseGraceDays: true },
  });
  return {
    latestPromiseOn: addDays(today, rules.longestPromiseDays),
    maxInstalments:
      payableCents > 0n && mayAskForPlan(payableCents, rules) ? mostInstalments(payableCents, rules) : 0,
    latestFirstOn: addDays(today, FIRST_INSTALMENT_DAYS),
    latestLastOn: addDays(today, rules.longestPlanDays),
    checkedOn: addDays(today, delays.declarationHoldDays),
    promiseGraceDays: delays.promiseGraceDays,
  };
}
