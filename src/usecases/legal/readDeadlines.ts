/** Legal deadlines that come near: limitation of invoices, declarations of claims, rates not entered. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readUndeclared } from "@/db/legal/insolvency";
import { readUnreadAlerts } from "@/db/legal/limitationAlerts";
import { readBriefInvoices } from "@/db/reporting/worklist";
import { fromLocalDate } from "@/db/values";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { date, type RawFields, readFields, wholeNumber } from "@/domain/fields";
import { halfYearOf } from "@/domain/legal/halfYear";
import { insolvencyDeadlines } from "@/domain/legal/insolvency";
import { type LegalRates, missingRates } from "@/domain/legal/rateTables";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";

export interface LimitationDeadline {
  invoiceId: string;
  number: string;
  clientId: string;
  clientName: string;
  balanceCents: bigint;
  lastDayOn: LocalDate;
  /** Threshold that was passed: 12, 6, 3 or 1 months; 0 once the day is over. */
  months: number;
  sentence: string;
}

export interface DeclarationDeadline {
  clientId: string;
  clientName: string;
  sentence: string;
  /** Days left, negative once over, null while the publication is not known. */
  daysLeft: number | null;
}

export interface Deadlines {
  limitations: LimitationDeadline[];
  declarations: DeclarationDeadline[];
  /** Rates of the current half-year that nobody has entered: amounts cannot be computed. */
  missingRates: ("ECB" | "LEGAL")[];
}

/** Reads what must not be let pass. What a person has read comes back at the next threshold. */
export async function readDeadlines(ctx: CompanyCtx, rates: LegalRates): Promise<Deadlines> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const undeclared = await readUndeclared(tx, companyId);
    return {
      limitations: await limitationsOf(tx, companyId, today),
      declarations: undeclared.map((insolvency) => {
        const { declareByOn, sentence } = insolvencyDeadlines(insolvency);
        return {
          clientId: insolvency.clientId,
          clientName: insolvency.clientName,
          sentence,
          daysLeft: declareByOn === undefined ? null : daysBetween(today, declareByOn),
        };
      }),
      missingRates: missingRates(rates, halfYearOf(today)),
    };
  });
}

async function limitationsOf(tx: Tx, companyId: string, today: LocalDate): Promise<LimitationDeadline[]> {
  const near = await readUnreadAlerts(tx, [{ companyId, today }]);
  const invoices = await readBriefInvoices(
    tx,
    companyId,
    near.map((one) => one.invoiceId),
  );
  const clients = await tx.client.findMany({
    where: { companyId, id: { in: [...new Set([...invoices.values()].map((one) => one.clientId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(clients.map((client) => [client.id, client.name]));
  return near
    .flatMap((one) => {
      const invoice = invoices.get(one.invoiceId);
      if (!invoice) return [];
      const { number, clientId, balanceCents } = invoice;
      const { invoiceId, lastDayOn, months, sentence } = one;
      const clientName = names.get(clientId) ?? "";
      return [{ invoiceId, number, clientId, clientName, balanceCents, lastDayOn, months, sentence }];
    })
    .sort((a, b) => (a.lastDayOn < b.lastDayOn ? -1 : 1));
}

/**
 * Notes that a person has read a warning about the limitation of an invoice.
 *
 * @throws DomainError NOT_FOUND when the invoice is not of this company
 */
export async function noteLimitationAlert(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const { companyId } = ctx;
  if (!isId(invoiceId)) throw notFound();
  const notice = readFields(raw, {
    lastDayOn: date,
    months: wholeNumber("Le seuil", 0, 12),
  });
  await inCompany(companyId, async (tx) => {
    const where = { companyId_id: { companyId, id: invoiceId } };
    if (!(await tx.invoice.findUnique({ where, select: { id: true } }))) throw notFound();
    await tx.limitationNotice.createMany({
      data: [
        {
          companyId,
          invoiceId,
          lastDayOn: fromLocalDate(notice.lastDayOn),
          months: notice.months,
          seenAt: new Date(ctx.clock.now()),
          seenById: actorUserId(ctx.actor),
        },
      ],
      skipDuplicates: true,
    });
  });
}
