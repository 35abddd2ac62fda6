/** The evidence file of a claim before it is made: its pieces, numbered, and what it lacks. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { readStoredPieces } from "@/db/legal/claimPieces";
import { readFreeCreditFacts } from "@/db/settlement/clientCredits";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type ClaimPiece, type NumberedPiece, numberPieces } from "@/domain/legal/claimPieces";
import type { CourtRoute } from "@/domain/legal/courtRoute";
import { injunctionApplication } from "@/domain/legal/injunctionApplication";
import type { LegalPaper } from "@/domain/legal/legalPaper";
import { creditToUse } from "@/domain/legal/letterObstacle";
import type { LegalRates } from "@/domain/legal/rateTables";
import { type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";
import type { CreditorIdentity } from "@/domain/parties/creditorIdentity";
import { postalLines } from "../parties/postalLines";
import type { CompanyCtx, PrintedStatement } from "../ports";
import { readClaimIn } from "./readClaim";
import { type CourtQuery, type CourtRouteView, readCourtRoute } from "./readCourtRoute";

export interface EvidenceView {
  today: LocalDate;
  court: CourtRouteView;
  /** The way the file prepares: the one that follows when the current step only prepares. */
  route: CourtRoute | null;
  pieces: NumberedPiece[];
  /** Why nothing can be claimed to the cent, in French: a rate is missing, a credit of the client is on no invoice. */
  problem: string | null;
  /** Null when there is a problem. */
  claim: { statement: StatementOfClaim; printed: PrintedStatement; application: LegalPaper } | null;
  creditor: CreditorIdentity;
}

/** @throws DomainError NOT_FOUND when the invoice is not of this company */
export async function readEvidence(
  ctx: CompanyCtx,
  invoiceId: string,
  query: CourtQuery,
  rates: LegalRates,
): Promise<EvidenceView> {
  const { companyId } = ctx;
  const court = await readCourtRoute(ctx, invoiceId, query, rates);
  const route = court.next ?? court.route;
  const ids = court.invoices.length > 0 ? court.invoices.map((invoice) => invoice.id) : [invoiceId];
  return inCompany(companyId, async (tx) => {
    const { zone } = await readCompanyFacts(tx, companyId);
    const stored = await readStoredPieces(tx, companyId, ids, timeZoneOf(zone));
    const pieces = numberPieces([...drawnPieces(court), ...stored]);
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    const problem = court.problem ?? (await creditProblem(tx, companyId, court));
    const base = { today: court.today, court, route, pieces, creditor: company, problem };
    if (!court.route || problem !== null) return { ...base, claim: null };
    const printed = await printedOf(tx, ctx, invoiceId, ids, rates);
    if (!printed) return { ...base, claim: null };
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: court.client.id } },
    });
    const invoices = await tx.invoice.findMany({
      where: { companyId, id: { in: ids } },
      select: { number: true, subject: true },
    });
    const application = injunctionApplication({
      creditor: company,
      signatory: { name: company.signatoryName, title: company.signatoryTitle ?? "" },
      debtor: { kind: client.kind, name: client.name, siren: client.siren, address: postalLines(client) },
      court: route?.kind === "PAYMENT_INJUNCTION" ? route.court : undefined,
      statement: printed.statement,
      subjects: new Map(invoices.map(({ number, subject }) => [number, subject])),
      isReminded: printed.previousContacts.some(({ channel }) => channel !== "REGISTERED_LETTER"),
      noticePresentedOn: court.noticePresentedOn,
      pieces,
      writtenOn: court.today,
      place: company.city,
    });
    return { ...base, claim: { statement: printed.statement, printed, application } };
  });
}

/** A court is asked for an exact sum, which a credit that is on no invoice lowers; what is declared is another matter. */
async function creditProblem(tx: Tx, companyId: string, { client, route }: CourtRouteView) {
  if (route?.kind === "CLAIM_DECLARATION") return null;
  const credits = await readFreeCreditFacts(tx, companyId, [client.id]);
  const freeCreditCents = credits.get(client.id)?.restCents ?? 0n;
  return freeCreditCents > 0n ? creditToUse(freeCreditCents).message : null;
}

/** What is drawn for the file: the statement, and the record of exchanges. */
function drawnPieces({ today, route }: CourtRouteView): ClaimPiece[] {
  const exchanges: ClaimPiece = {
    kind: "EXCHANGES",
    title: "Échanges, appels, réponses et règlements",
    on: today,
    extension: "pdf",
    source: { kind: "drawn", drawing: "exchanges" },
    recordedSha256: null,
  };
  if (!route) return [exchanges];
  const statement: ClaimPiece = {
    kind: "STATEMENT",
    title: "Décompte détaillé arrêté ce jour",
    on: today,
    extension: "pdf",
    source: { kind: "drawn", drawing: "statement" },
    recordedSha256: null,
  };
  return [statement, exchanges];
}

/** The statement of exactly these invoices, with who claims and what was sent before. */
async function printedOf(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  ids: readonly string[],
  rates: LegalRates,
): Promise<PrintedStatement | null> {
  const parts: PrintedStatement[] = [];
  for (const id of ids.length > 0 ? ids : [invoiceId]) {
    const { printed } = await readClaimIn(
      tx,
      ctx,
      { of: { invoiceId: id }, on: null, withPaid: true },
      rates,
    );
    if (!printed) return null;
    parts.push(printed);
  }
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? null;
  const claims = parts.flatMap((part) => part.statement.invoices.map((invoice) => invoice.claim));
  const contacts = new Map(
    parts.flatMap((part) => part.previousContacts).map((one) => [`${one.channel}${one.on}`, one]),
  );
  return {
    ...first,
    statement: statementOfClaim({ invoices: claims }, first.statement.statedOn, rates),
    invoices: parts.flatMap((part) => part.invoices),
    previousContacts: [...contacts.values()],
  };
}
