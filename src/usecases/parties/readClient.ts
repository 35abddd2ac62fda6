/** One client, as its page shows it: what is owed, what comes next, who to write to, how it pays. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { readScenarios } from "@/db/dunning/scenarios";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { type InvoiceFilter, readInvoicePage } from "@/db/invoicing/invoiceList";
import {
  type ClientFile,
  countPromises,
  readClientBalance,
  readClientFile,
  readClientHolds,
} from "@/db/parties/clientFile";
import { readUsualDelays } from "@/db/reporting/usualDelays";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type HoldSort, holdOrigin } from "@/domain/dunning/facts";
import type { TimelineEntry } from "@/domain/dunning/timeline";
import type { UsualDelayDays } from "@/domain/reporting/paymentHabits";
import { localDateAt } from "@/domain/zonedTime";
import { type InvoiceLine, invoiceLineOf } from "../invoicing/listInvoices";
import type { CompanyCtx } from "../ports";
import { clientTimeline } from "./clientTimeline";
import { postalLines, postalProblem } from "./postalLines";
import { notFound } from "./saveClient";

/** Open invoices shown on the page of a client; the list of invoices has the rest. */
const OPEN_SHOWN = 50;

export interface ClientContact {
  id: string;
  role: "BILLING" | "DECISION_MAKER" | "COPY";
  name: string;
  email: string | null;
  phone: string | null;
  isRefused: boolean;
  /** What the server said when it refused the address. */
  refusal: string;
}

export interface ClientView {
  id: string;
  name: string;
  kind: ClientFile["kind"];
  reference: string | null;
  siren: string | null;
  vatNumber: string | null;
  address: string[];
  /** Why a letter cannot be posted to this address; empty when it can. */
  addressProblem: string;
  language: "fr" | "en";
  note: string;
  isOptedOut: boolean;
  /** Reference of the mandate of a client that pays by direct debit, perhaps empty; null for another. */
  debitMandate: string | null;
  isArchived: boolean;
  today: LocalDate;
  openCents: bigint;
  overdueCents: bigint;
  openCount: number;
  /** Days late of the oldest open invoice, 0 when none is late. */
  oldestDaysLate: number;
  invoicedCents: bigint;
  /** Oldest due date first. */
  invoices: InvoiceLine[];
  contacts: ClientContact[];
  scenario: { id: string; name: string; isOwn: boolean } | null;
  usualDelayDays: UsualDelayDays;
  promises: { kept: number; broken: number; running: number };
  holds: (HoldSort & { untilOn: LocalDate | null; invoiceId: string; invoiceNumber: string })[];
  timeline: TimelineEntry[];
}

/** @throws DomainError NOT_FOUND when the client is not of this company */
export async function readClient(ctx: CompanyCtx, clientId: string): Promise<ClientView> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const file = await readClientFile(tx, companyId, clientId);
    if (!file) throw notFound();
    const { zone } = await readCompanyFacts(tx, companyId);
    const timeZone = timeZoneOf(zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const balance = await readClientBalance(tx, companyId, clientId, today);
    const delays = await readUsualDelays(tx, companyId, today, [clientId]);
    const holds = await readClientHolds(tx, companyId, clientId);
    return {
      ...identity(file),
      ...balance,
      today,
      oldestDaysLate: balance.oldestDueOn
        ? Math.max(0, daysBetween(toLocalDate(balance.oldestDueOn), today))
        : 0,
      invoices: await openInvoices(tx, companyId, clientId, today),
      scenario: await scenarioOf(tx, companyId, file),
      usualDelayDays: delays.get(clientId) ?? null,
      promises: await countPromises(tx, companyId, clientId),
      holds: holds.map((hold) => ({
        kind: hold.kind,
        origin: holdOrigin(hold),
        untilOn: toLocalDateOrNull(hold.untilOn),
        invoiceId: hold.invoice.id,
        invoiceNumber: hold.invoice.number,
      })),
      timeline: await clientTimeline(tx, companyId, clientId, timeZone),
    };
  });
}

function identity(file: ClientFile) {
  return {
    id: file.id,
    name: file.name,
    kind: file.kind,
    reference: file.reference,
    siren: file.siren,
    vatNumber: file.vatNumber,
    address: postalLines(file),
    addressProblem: postalProblem(file.name, file),
    language: file.language === "en" ? ("en" as const) : ("fr" as const),
    note: file.note,
    isOptedOut: file.dunningOptOut,
    debitMandate: file.debitMandate?.reference ?? null,
    isArchived: file.archivedAt !== null,
    contacts: file.contacts.map((contact) => ({
      id: contact.id,
      role: contact.role,
      name: contact.name,
      email: contact.email,
      phone: contact.phone,
      isRefused: contact.emailState === "REFUSED",
      refusal: contact.refusal ?? "",
    })),
  };
}

async function openInvoices(
  tx: Tx,
  companyId: string,
  clientId: string,
  today: LocalDate,
): Promise<InvoiceLine[]> {
  const filter: Omit<InvoiceFilter, "tab"> = {
    search: "",
    searchCents: null,
    clientId,
    minDaysLate: null,
    maxDaysLate: null,
    channel: null,
  };
  const read = (tab: InvoiceFilter["tab"]) =>
    readInvoicePage(tx, companyId, { filter: { ...filter, tab }, cursor: null, limit: OPEN_SHOWN, today });
  const late = await read("en-retard");
  const rows = late.length < OPEN_SHOWN ? [...late, ...(await read("a-venir"))] : late;
  return rows.slice(0, OPEN_SHOWN).map((row) => invoiceLineOf(row, today));
}

async function scenarioOf(tx: Tx, companyId: string, file: ClientFile): Promise<ClientView["scenario"]> {
  if (file.scenario) return { ...file.scenario, isOwn: true };
  const { byDefault } = await readScenarios(tx, companyId);
  return byDefault && { id: byDefault.scenarioId, name: byDefault.name, isOwn: false };
}
