/** Letters: what they are about, and their drawing. */
import type { LocalDate } from "@/domain/calendar";
import type { CollectorGuarantees, FirmKind } from "@/domain/parties/firm";
import type { Tx } from "../inCompany";
import { fromLocalDate, toLocalDate, toLocalDateOrNull } from "../values";

export interface DraftLetter {
  id: string;
  clientId: string;
  channel: "LETTER" | "FORMAL_NOTICE";
  /** The firm that writes for the company; null for the company itself. */
  authorFirmId?: string | null;
  invoiceIds: string[];
}

/** Drafts that wait to be drawn; one that a rule refuses is left to a person, one that failed to its next try. */
export async function readDrafts(
  tx: Tx,
  companyId: string,
  now: Date,
  limit: number,
): Promise<DraftLetter[]> {
  const rows = await tx.letter.findMany({
    where: { companyId, state: "DRAFT", OR: [{ outcome: null }, { retryAt: { lte: now } }] },
    include: { invoices: { select: { invoiceId: true } } },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    clientId: row.clientId,
    channel: row.channel as DraftLetter["channel"],
    authorFirmId: row.authorFirmId,
    invoiceIds: row.invoices.map((invoice) => invoice.invoiceId),
  }));
}

/** A firm that holds a mandate of the company today: only it may write in the company's name. */
export interface WritingFirm extends CollectorGuarantees {
  id: string;
  slug: string;
  kind: FirmKind;
  name: string;
  legalForm: string;
  shareCapitalCents: bigint | null;
  siren: string;
  rcsCity: string | null;
  street: string;
  postcode: string;
  city: string;
  signatoryTitle: string;
  /** Day the written agreement was signed; null when it was not told apart from the mandate. */
  signedOn: LocalDate | null;
  /** First day of the mandate. */
  mandatedOn: LocalDate;
  /** Who signs: the person the firm names, else a partner; empty when it has none left. */
  signatoryName: string;
}

/** Firms whose mandate runs on this day, by name. */
export async function readWritingFirms(tx: Tx, companyId: string, on: LocalDate): Promise<WritingFirm[]> {
  const day = fromLocalDate(on);
  const mandates = await tx.mandate.findMany({
    where: {
      companyId,
      revokedOn: null,
      grantedOn: { lte: day },
      OR: [{ endsOn: null }, { endsOn: { gte: day } }],
    },
    include: {
      firm: {
        include: {
          members: {
            where: { role: "PARTNER" },
            select: { user: { select: { name: true } } },
            orderBy: { user: { name: "asc" } },
            take: 1,
          },
        },
      },
    },
    orderBy: { firm: { name: "asc" } },
  });
  return mandates.map(({ firm: { members, createdAt: _, ...firm }, grantedOn, signedOn }) => ({
    ...firm,
    insuredUntil: toLocalDateOrNull(firm.insuredUntil),
    declaredOn: toLocalDateOrNull(firm.declaredOn),
    signedOn: toLocalDateOrNull(signedOn),
    mandatedOn: toLocalDate(grantedOn),
    signatoryName: firm.signatoryName || (members[0]?.user.name ?? ""),
  }));
}

/**
 * The first letter that a firm had posted about these invoices, which its later letters recall
 * (CPCE R124-4); null while one of the invoices was in none.
 */
export async function readFirstLetter(
  tx: Tx,
  companyId: string,
  firmId: string,
  invoiceIds: readonly string[],
): Promise<{ sentOn: LocalDate; content: unknown } | null> {
  const rows = await tx.letter.findMany({
    where: {
      companyId,
      authorFirmId: firmId,
      postedOn: { not: null },
      state: { not: "CANCELLED" },
      OR: [{ returnReason: null }, { returnReason: { not: "WRONG_ADDRESS" } }],
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
    select: { postedOn: true, content: true, invoices: { select: { invoiceId: true } } },
    orderBy: [{ postedOn: "asc" }, { id: "asc" }],
  });
  const told = new Set(rows.flatMap((row) => row.invoices.map(({ invoiceId }) => invoiceId)));
  const [first] = rows;
  if (!first?.postedOn || !invoiceIds.every((id) => told.has(id))) return null;
  return { sentOn: toLocalDate(first.postedOn), content: first.content };
}

/** Which of these invoices have their PDF on file. */
export async function readCopiedInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const documents = await tx.document.findMany({
    where: { companyId, kind: "INVOICE", invoiceId: { in: [...invoiceIds] } },
    select: { invoiceId: true },
  });
  return new Set(documents.flatMap(({ invoiceId }) => (invoiceId === null ? [] : [invoiceId])));
}

/**
 * Sends letters that nobody has approved back to the drawing board when their day has passed:
 * what is approved must carry the amounts of its day.
 */
export async function redateOldLetters(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  return tx.$executeRaw`
    UPDATE letter SET state = 'DRAFT', outcome = NULL, retry_at = NULL
    WHERE company_id = ${companyId}::uuid AND state = 'TO_APPROVE' AND dated_on < ${today}::date`;
}

/**
 * Sends letters that nobody has approved back to the drawing board: the account or the rule of late interest
 * that they print has changed.
 */
export async function redrawUnapprovedLetters(tx: Tx, companyId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE letter SET state = 'DRAFT', outcome = NULL, retry_at = NULL
    WHERE company_id = ${companyId}::uuid AND state = 'TO_APPROVE'`;
}

/**
 * Ids of the invoices these letters are about. Read before anything is locked: a letter may lose an invoice
 * afterwards, and never gains one.
 */
export async function readInvoiceIdsOf(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<string[]> {
  const lines = await tx.letterInvoice.findMany({
    where: { companyId, letterId: { in: [...letterIds] } },
    select: { invoiceId: true },
    distinct: ["invoiceId"],
  });
  return lines.map(({ invoiceId }) => invoiceId);
}

/** Locks one letter and reads it with its invoices, locked before; null when it is not of this company. */
export async function lockLetter(tx: Tx, companyId: string, letterId: string) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM letter WHERE company_id = ${companyId}::uuid AND id = ${letterId}::uuid FOR UPDATE`;
  if (!row) return null;
  return tx.letter.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: letterId } },
    include: {
      invoices: true,
      document: { select: { sha256: true } },
      dispatch: true,
      replacedBy: { select: { id: true, state: true } },
    },
  });
}

/** Keeps a file once a company, by what it contains. */
export async function storeBlob(tx: Tx, companyId: string, sha256: string, bytes: Uint8Array): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO blob (company_id, sha256, bytes) VALUES (${companyId}::uuid, ${sha256}, ${Buffer.from(bytes)})
    ON CONFLICT (company_id, sha256) DO NOTHING`;
}
