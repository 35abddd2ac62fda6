/** The collective procedure of a client: what it freezes, until when the claim is declared, the declaration. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import {
  readClosedInsolvency,
  readFrozenInvoiceIds,
  readInsolvency as readRunning,
  type StoredInsolvency,
} from "@/db/legal/insolvency";
import { toLocalDate } from "@/db/values";
import { addDays, daysBetween, type LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import { claimDeclaration } from "@/domain/legal/claimDeclaration";
import { type InsolvencyDeadlines, insolvencyDeadlines } from "@/domain/legal/insolvency";
import type { LegalPaper } from "@/domain/legal/legalPaper";
import type { LegalRates } from "@/domain/legal/rateTables";
import { type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";
import { formatIban } from "@/domain/parties/iban";
import { localDateAt } from "@/domain/zonedTime";
import { companyToday } from "../invoicing/saveInvoice";
import { postalLines } from "../parties/postalLines";
import { readCompanyZone } from "../parties/readCompanyZone";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx, PrintedStatement } from "../ports";

export interface InsolvencyView {
  insolvency: StoredInsolvency;
  /** Day on which it was noted that the procedure is over; null while it runs. */
  closedOn: LocalDate | null;
  deadlines: InsolvencyDeadlines;
  /** Days left to declare, negative once over, null while the publication is not known. */
  daysToDeclare: number | null;
  invoices: { id: string; number: string; dueOn: LocalDate; dueCents: bigint; isLater: boolean }[];
  /** What is declared; null when nothing is owed, or when a rate is missing: `problem` says which. */
  totalCents: bigint | null;
  problem: string | null;
}

/** The procedure that runs, else the last one that is over; null when there is none. @throws DomainError NOT_FOUND without the client */
export async function readInsolvency(
  ctx: CompanyCtx,
  clientId: string,
  rates: LegalRates,
): Promise<InsolvencyView | null> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const insolvency =
      (await readRunning(tx, companyId, clientId)) ?? (await readClosedInsolvency(tx, companyId, clientId));
    if (!insolvency) return null;
    const { endedAt } = insolvency;
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const deadlines = insolvencyDeadlines(insolvency);
    const { statement, problem, ids } = await declaredClaim(tx, companyId, insolvency, rates);
    return {
      insolvency,
      closedOn: endedAt && localDateAt(endedAt.getTime(), await readCompanyZone(tx, companyId)),
      deadlines,
      daysToDeclare: deadlines.declareByOn === undefined ? null : daysBetween(today, deadlines.declareByOn),
      invoices: (statement?.invoices ?? []).map((invoice) => ({
        id: ids.get(invoice.claim.invoiceNumber) ?? "",
        number: invoice.claim.invoiceNumber,
        dueOn: invoice.claim.dueOn,
        dueCents: invoice.totalDueCents,
        isLater: invoice.claim.dueOn >= insolvency.openedOn,
      })),
      totalCents: statement?.totalDueCents ?? null,
      problem,
    };
  });
}

interface DeclaredClaim {
  statement: StatementOfClaim | null;
  problem: string | null;
  /** Ids of the invoices by number. */
  ids: Map<string, string>;
}

/** The statement of what is frozen, stopped on the day before the judgment. */
async function declaredClaim(
  tx: Tx,
  companyId: string,
  insolvency: StoredInsolvency,
  rates: LegalRates,
): Promise<DeclaredClaim> {
  const frozen = await readFrozenInvoiceIds(tx, companyId, insolvency.clientId);
  const accounts = [...(await loadAccounts(tx, companyId, frozen)).values()];
  const ids = new Map(accounts.map((account) => [account.number, account.id]));
  if (accounts.length === 0) return { statement: null, problem: null, ids };
  try {
    const statement = statementOfClaim(
      { invoices: accounts.map((account) => account.claim) },
      addDays(insolvency.openedOn, -1),
      rates,
    );
    return { statement, problem: null, ids };
  } catch (error) {
    if (error instanceof DomainError) return { statement: null, problem: error.message, ids };
    throw error;
  }
}

/** The two papers to send to the officer, with the name of the client. */
export interface DeclarationPapers {
  clientName: string;
  declaration: LegalPaper;
  statement: PrintedStatement;
}

/**
 * Drafts the declaration of claim and its statement.
 *
 * @throws DomainError NOT_FOUND without a procedure, CLAIM_EMPTY when nothing is frozen
 */
export async function draftDeclaration(
  ctx: CompanyCtx,
  clientId: string,
  rates: LegalRates,
): Promise<DeclarationPapers> {
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const insolvency = await readRunning(tx, companyId, clientId);
    if (!insolvency) throw notFound();
    const { statement, problem, ids } = await declaredClaim(tx, companyId, insolvency, rates);
    if (!statement) {
      throw new DomainError("CLAIM_EMPTY", problem ?? "Aucune facture ouverte n’est visée par la procédure.");
    }
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: clientId } },
    });
    const debtor = { name: client.name, siren: client.siren, address: postalLines(client) };
    return {
      clientName: client.name,
      declaration: claimDeclaration({
        creditor: company,
        signatory: { name: company.signatoryName, title: company.signatoryTitle ?? "" },
        debtor,
        insolvency,
        statement,
        iban: company.iban && formatIban(company.iban),
        writtenOn: await companyToday(tx, companyId, ctx.clock.now()),
        place: company.city,
        pieces: await piecesOf(tx, companyId, statement, [...ids.values()], insolvency.openedOn),
      }),
      statement: {
        creditor: company,
        debtor: { name: client.name, siren: client.siren ?? undefined },
        statement,
        invoices: [],
        previousContacts: [],
      },
    };
  });
}

/** What is joined: the statement, then what the records hold about these invoices; what they lack is said. */
async function piecesOf(
  tx: Tx,
  companyId: string,
  statement: StatementOfClaim,
  invoiceIds: string[],
  openedOn: LocalDate,
): Promise<string[]> {
  const proofs = await tx.evidence.findMany({
    where: { companyId, removedAt: null, invoiceId: { in: invoiceIds } },
    select: { category: true },
  });
  const has = (category: string) => proofs.some((proof) => proof.category === category);
  const notices = await tx.letter.findMany({
    where: {
      companyId,
      channel: "FORMAL_NOTICE",
      postedOn: { not: null },
      invoices: { some: { invoiceId: { in: invoiceIds } } },
    },
    select: { postedOn: true },
    orderBy: { postedOn: "asc" },
  });
  const missing = (label: string, isThere: boolean) => (isThere ? label : `${label} (à joindre)`);
  return [
    `Décompte arrêté au ${formatDate(addDays(openedOn, -1))} inclus`,
    ...statement.invoices.map(({ claim }) => `Facture ${claim.invoiceNumber}`),
    missing("Commande, devis accepté ou contrat", has("ORDER")),
    missing("Preuve de livraison ou d’exécution", has("DELIVERY")),
    ...notices.flatMap(({ postedOn }) =>
      postedOn ? [`Mise en demeure postée le ${formatDate(toLocalDate(postedOn))}`] : [],
    ),
  ];
}
