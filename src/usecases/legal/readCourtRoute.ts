/** Which way leads to a title for a claim, from what the records hold and what the person answers. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { type ClaimRecords, readClaimRecords, readDueInvoiceIds } from "@/db/legal/courtFacts";
import { readFrozenAmong } from "@/db/legal/insolvency";
import { readLimitationFiles } from "@/db/legal/limitation";
import { addDays, type LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import type { DebtorActivity } from "@/domain/legal/competentCourt";
import { ECONOMIC_COURTS } from "@/domain/legal/courtData";
import { type CourtRoute, type CourtRouteFacts, courtRoute } from "@/domain/legal/courtRoute";
import { debtorCountryOf, isAlsaceMoselle } from "@/domain/legal/debtorCountry";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { daysToLimitation, limitationPeriod } from "@/domain/legal/limitationPeriod";
import type { LegalRates } from "@/domain/legal/rateTables";
import { type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";
import { comparisonKey } from "@/domain/parties/asciiText";
import { localDateAt } from "@/domain/zonedTime";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { loadClaimed, refuseClosed } from "./loadClaimed";

/** Invoices one file gathers. */
const MAX_INVOICES = 50;
/** A debtor who answered within this many days is still talking. */
const TALKING_DAYS = 60;

/** What the person answers, in the address of the page; null: what the records suggest. */
export interface CourtQuery {
  /** With the other due invoices of the client. */
  withOthers: boolean;
  activity: DebtorActivity | null;
  /** Town where the court sits. */
  courtCity: string;
  isTalking: boolean | null;
  hasRefused: boolean;
  wantsQuickTitle: boolean;
}

export interface CourtRouteView {
  today: LocalDate;
  client: { id: string; name: string; kind: DebtorKind };
  invoices: { id: string; number: string; dueCents: bigint }[];
  /** Other due invoices of the client that this claim leaves out. */
  othersCount: number;
  /** Null when a rate is missing: `problem` says which. */
  route: CourtRoute | null;
  /** When the route only prepares: the one that follows once the notice is over and the file whole. */
  next: CourtRoute | null;
  problem: string | null;
  totalDueCents: bigint;
  /** The answers in force, for the form. */
  answers: { activity: DebtorActivity; courtCity: string; isTalking: boolean };
  /** First presentation of a formal notice; null when there is none. */
  noticePresentedOn: LocalDate | null;
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the answers in an address; what is not understood is as if it were not there. */
export function readCourtQuery(search: Search): CourtQuery {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : "";
  };
  const activity = text("activite");
  const talking = text("repond");
  return {
    withOthers: text("portee") === "client",
    activity: activity === "COMMERCIAL" || activity === "CIVIL" ? activity : null,
    courtCity: text("tribunal").trim().slice(0, 60),
    isTalking: talking === "oui" ? true : talking === "non" ? false : null,
    hasRefused: text("refus") !== "",
    wantsQuickTitle: text("rapide") !== "",
  };
}

/** @throws DomainError NOT_FOUND when the invoice is not of this company */
export async function readCourtRoute(
  ctx: CompanyCtx,
  invoiceId: string,
  query: CourtQuery,
  rates: LegalRates,
): Promise<CourtRouteView> {
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const invoice = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { client: true },
    });
    if (!invoice) throw notFound();
    const { client } = invoice;
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const due = await readDueInvoiceIds(tx, companyId, client.id, today, MAX_INVOICES);
    const frozen = await readFrozenAmong(tx, companyId, [invoiceId, ...due]);
    // What a procedure freezes is declared; what came after it goes the ordinary way: two files.
    const others = due.filter((id) => id !== invoiceId && frozen.has(id) === frozen.has(invoiceId));
    const ids = query.withOthers ? [invoiceId, ...others] : [invoiceId];
    const records = await readClaimRecords(tx, companyId, ids);
    const answers = answersOf(query, records, client, ctx);
    const { statement, problem } = await statementOf(tx, companyId, ids, today, rates);
    const byNumber = new Map(
      [...(await loadAccounts(tx, companyId, ids)).values()].map((account) => [account.number, account.id]),
    );
    const facts = statement && {
      ...factsOf(records, query, answers, today),
      debtorKind: client.kind,
      debtorCountry: debtorCountryOf(client.country),
      isAlsaceMoselle: isAlsaceMoselle(client.country, client.postcode ?? ""),
      principalAndInterestCents:
        statement.principalDueCents + statement.penaltyCents - statement.penaltySettledCents,
      totalDueCents: statement.totalDueCents,
      hasInsolvency: frozen.has(invoiceId),
      daysToLimitation: await soonestLimitation(tx, companyId, ids, today),
    };
    return {
      today,
      client: { id: client.id, name: client.name, kind: client.kind },
      invoices: (statement?.invoices ?? []).map(({ claim, totalDueCents }) => ({
        id: byNumber.get(claim.invoiceNumber) ?? invoiceId,
        number: claim.invoiceNumber,
        dueCents: totalDueCents,
      })),
      othersCount: others.length,
      ...routesOf(facts),
      problem,
      totalDueCents: statement?.totalDueCents ?? 0n,
      answers,
      noticePresentedOn:
        records.formalNotices
          .flatMap(({ presentedOn }) => presentedOn ?? [])
          .sort()
          .at(0) ?? null,
    };
  });
}

/** Steps that prepare: what they lead to is worth saying at once. */
const PREPARATIONS: readonly CourtRoute["kind"][] = ["FORMAL_NOTICE", "WAIT", "COMPLETE_FILE"];

function routesOf(facts: CourtRouteFacts | null): Pick<CourtRouteView, "route" | "next"> {
  if (!facts) return { route: null, next: null };
  const route = courtRoute(facts);
  if (!PREPARATIONS.includes(route.kind)) return { route, next: null };
  const documents = { ...facts.documents, hasOrderOrContract: true, hasDeliveryProof: true };
  return { route, next: courtRoute({ ...facts, formalNotice: "DELAY_OVER", documents }) };
}

interface DebtorRecord {
  kind: DebtorKind;
  city: string | null;
}

function answersOf(
  query: CourtQuery,
  records: ClaimRecords,
  client: DebtorRecord,
  ctx: CompanyCtx,
): CourtRouteView["answers"] {
  // A town whose court has its own name is known; another is asked for.
  const cities = Object.keys(ECONOMIC_COURTS);
  const seatOf = (name: string) => cities.find((city) => comparisonKey(city) === comparisonKey(name));
  const recently = addDays(localDateAt(ctx.clock.now(), "Europe/Paris"), -TALKING_DAYS);
  const answeredOn = records.lastAnswerAt && localDateAt(records.lastAnswerAt.getTime(), "Europe/Paris");
  return {
    activity: query.activity ?? (client.kind === "B2B" ? "COMMERCIAL" : "CIVIL"),
    courtCity: seatOf(query.courtCity || (client.city ?? "")) ?? query.courtCity,
    isTalking: query.isTalking ?? (answeredOn !== null && answeredOn >= recently),
  };
}

function factsOf(
  records: ClaimRecords,
  query: CourtQuery,
  answers: CourtRouteView["answers"],
  today: LocalDate,
): Pick<
  CourtRouteFacts,
  | "on"
  | "debtorActivity"
  | "courtCity"
  | "hasSeriousDispute"
  | "formalNotice"
  | "documents"
  | "isDebtorTalking"
  | "hasDebtorRefused"
  | "wantsQuickTitle"
> {
  return {
    on: today,
    debtorActivity: answers.activity,
    courtCity: answers.courtCity || undefined,
    hasSeriousDispute: records.hasDispute,
    formalNotice: formalNoticeState(records, today),
    documents: {
      hasOrderOrContract: records.hasOrder,
      hasDeliveryProof: records.hasDelivery,
      hasInvoices: records.hasInvoiceCopy,
      hasReminders: records.hasReminder,
      hasFormalNoticeReceipt: records.hasReceipt || records.formalNotices.some((notice) => notice.hasReceipt),
      // Drawn on demand: it is never missing.
      hasStatement: true,
    },
    isDebtorTalking: answers.isTalking,
    hasDebtorRefused: query.hasRefused,
    wantsQuickTitle: query.wantsQuickTitle,
  };
}

function formalNoticeState(
  { formalNotices }: ClaimRecords,
  today: LocalDate,
): CourtRouteFacts["formalNotice"] {
  if (formalNotices.length === 0) return "NOT_SENT";
  const isOver = formalNotices.some(({ deadlineOn }) => deadlineOn !== null && deadlineOn < today);
  return isOver ? "DELAY_OVER" : "DELAY_RUNNING";
}

async function statementOf(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  today: LocalDate,
  rates: LegalRates,
): Promise<{ statement: StatementOfClaim | null; problem: string | null }> {
  const accounts = await loadClaimed(tx, companyId, ids);
  try {
    refuseClosed(accounts);
    const invoices = accounts.map((account) => account.claim);
    return { statement: statementOfClaim({ invoices }, today, rates), problem: null };
  } catch (error) {
    if (error instanceof DomainError) return { statement: null, problem: error.message };
    throw error;
  }
}

/** The invoice that ends first decides: an undefined end is a case that holds the clock. */
async function soonestLimitation(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
  today: LocalDate,
): Promise<number | undefined> {
  const files = await readLimitationFiles(tx, companyId, ids);
  const days = [...files.values()].flatMap(
    ({ facts }) => daysToLimitation(limitationPeriod(facts), today) ?? [],
  );
  return days.length === 0 ? undefined : Math.min(...days);
}
