/** Payments received, as their page lists them. */
import { inCompany, isId } from "@/db/inCompany";
import {
  countDeclarations,
  type PaymentCursor,
  type PaymentFilter,
  type PaymentRow,
  readPayment,
  readPaymentPage,
  sumPayments,
} from "@/db/settlement/paymentList";
import { addMonths, dateOf, endOfMonth, isLocalDate, type LocalDate } from "@/domain/calendar";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

export type PaymentLine = PaymentRow;

const PAGE_SIZE = 50;
/** Months offered as a filter; older payments are found by searching. */
const MONTHS_OFFERED = 18;

/** Filters as they stand in the address of the page. Anything else there is ignored. */
export interface PaymentQuery {
  /** First day of the month shown; null for all of them. */
  monthOn: LocalDate | null;
  search: string;
  clientId: string | null;
  cursor: PaymentCursor | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

function one(params: Params, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** Reads filters from an address: unknown values fall back to the defaults, never to an error. */
export function readPaymentQuery(params: Params): PaymentQuery {
  const monthOn = `${one(params, "mois")}-01`;
  const clientId = one(params, "client");
  return {
    monthOn: isLocalDate(monthOn) ? monthOn : null,
    search: one(params, "q").trim().slice(0, 80),
    clientId: isId(clientId) ? clientId : null,
    cursor: readCursor(one(params, "apres"), "after") ?? readCursor(one(params, "avant"), "before"),
  };
}

function readCursor(text: string, direction: "after" | "before"): PaymentCursor | null {
  const receivedOn = text.slice(0, 10);
  const id = text.slice(11);
  return isLocalDate(receivedOn) && isId(id) ? { receivedOn, id, direction } : null;
}

export interface PaymentList {
  lines: PaymentRow[];
  /** The month added up: the one chosen, or the current one. */
  month: { on: LocalDate; count: number; totalCents: bigint };
  /** First days of the months offered, the current one first. */
  months: LocalDate[];
  /** Declarations « j'ai payé » that wait. */
  declarationCount: number;
  /** Name of the client the list is limited to. */
  clientName: string | null;
  previous: string | null;
  next: string | null;
}

/** One page of the list, with the total of the month. */
export async function listPayments(ctx: CompanyCtx, query: PaymentQuery): Promise<PaymentList> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const { monthOn, search, clientId, cursor } = query;
    const filter: PaymentFilter = { ...daysOf(monthOn), search, clientId };
    const rows = await readPaymentPage(tx, companyId, { filter, cursor, limit: PAGE_SIZE + 1 });
    const isBackward = cursor?.direction === "before";
    const hasMore = rows.length > PAGE_SIZE;
    const lines = !hasMore ? rows : isBackward ? rows.slice(1) : rows.slice(0, PAGE_SIZE);
    const currentOn = dateOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1);
    const summedOn = monthOn ?? currentOn;
    const sum = await sumPayments(tx, companyId, { ...daysOf(summedOn), search: "", clientId });
    const [first] = lines;
    const last = lines.at(-1);
    const hasPrevious = isBackward ? hasMore : cursor !== null;
    return {
      lines,
      month: { on: summedOn, ...sum },
      months: Array.from({ length: MONTHS_OFFERED }, (_, index) => addMonths(currentOn, -index)),
      declarationCount: await countDeclarations(tx, companyId),
      clientName: clientId ? await clientNameOf(tx, companyId, clientId) : null,
      previous: hasPrevious && first ? `${first.receivedOn}.${first.id}` : null,
      next: (isBackward || hasMore) && last ? `${last.receivedOn}.${last.id}` : null,
    };
  });
}

function daysOf(monthOn: LocalDate | null): { from: LocalDate | null; to: LocalDate | null } {
  return { from: monthOn, to: monthOn && endOfMonth(monthOn) };
}

async function clientNameOf(tx: Parameters<typeof readPayment>[0], companyId: string, id: string) {
  const where = { companyId_id: { companyId, id } };
  return (await tx.client.findUnique({ where, select: { name: true } }))?.name ?? null;
}

/** One payment, for the page that undoes it. @throws DomainError NOT_FOUND */
export async function readOnePayment(ctx: CompanyCtx, paymentId: string): Promise<PaymentRow> {
  if (!isId(paymentId)) throw notFound();
  const payment = await inCompany(ctx.companyId, (tx) => readPayment(tx, ctx.companyId, paymentId));
  if (!payment) throw notFound();
  return payment;
}
