/** Files of banks that were read: the last one, and its withdrawal. */
import type { Tx } from "../inCompany";

export interface BankImportRow {
  id: string;
  fileName: string;
  at: Date;
  /** Movements that no earlier file had brought. */
  newCount: number;
  /** Something was made of one of them, be it undone since. */
  isTouched: boolean;
  /** Accounts of these movements that no other movement has, as the file names them. */
  newAccounts: string[];
  /** Another movement has an IBAN for its account. */
  hasOtherIban: boolean;
}

/** The last file; null when none was read. */
export async function readLastBankImport(tx: Tx, companyId: string): Promise<BankImportRow | null> {
  const [row] = await tx.$queryRaw<BankImportRow[]>`
    WITH last AS MATERIALIZED (
      SELECT id, file_name, created_at FROM bank_import WHERE company_id = (SELECT ${companyId}::uuid)
      ORDER BY created_at DESC, id DESC LIMIT 1),
    line AS MATERIALIZED (
      SELECT l.company_id, l.id, l.account FROM bank_line l
      WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.import_id = (SELECT id FROM last))
    SELECT last.id, last.file_name AS "fileName", last.created_at AS at,
           (SELECT count(*)::int FROM line) AS "newCount",
           EXISTS (SELECT 1 FROM line JOIN bank_match m ON m.company_id = line.company_id AND m.line_id = line.id) AS "isTouched",
           ARRAY(SELECT a.account FROM (SELECT DISTINCT account FROM line) a
                 WHERE NOT EXISTS (SELECT 1 FROM bank_line o WHERE o.company_id = (SELECT ${companyId}::uuid)
                                   AND o.account = a.account AND o.import_id <> last.id) ORDER BY 1) AS "newAccounts",
           EXISTS (SELECT 1 FROM bank_line o WHERE o.company_id = (SELECT ${companyId}::uuid) AND o.import_id <> last.id
                   AND o.account ~ '^[A-Z]{2}[0-9]{2}') AS "hasOtherIban"
    FROM last`;
  return row ?? null;
}

/**
 * Files of a company are read and withdrawn one after the other, before any other lock is taken: what a file that is
 * being read leaves out, because another one had brought it, is not withdrawn meanwhile. Nothing else waits for them:
 * a large file takes seconds, during which settings are saved and programs send invoices.
 */
export async function lockBankImports(tx: Tx, companyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`bank imports ${companyId}`}::text, 0))`;
}

/** Movements that this file brought, in the order of their ids. */
export async function readImportedLineIds(tx: Tx, companyId: string, importId: string): Promise<string[]> {
  const rows = await tx.bankLine.findMany({
    where: { companyId, importId },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

/** True when something was made of one of these movements, be it undone since. */
export async function hasMatches(tx: Tx, companyId: string, lineIds: readonly string[]): Promise<boolean> {
  const match = await tx.bankMatch.findFirst({
    where: { companyId, lineId: { in: [...lineIds] } },
    select: { id: true },
  });
  return match !== null;
}

/** Takes away a file with its movements, of which nothing was made; what they held back has ended. @returns whether there was one */
export async function deleteBankImport(tx: Tx, companyId: string, importId: string): Promise<boolean> {
  const ofImport = { companyId, importId };
  // What was suspended stays readable, without what the file said.
  await tx.$executeRaw`
    UPDATE hold h SET bank_line_id = NULL, reason = '' FROM bank_line l
    WHERE h.company_id = (SELECT ${companyId}::uuid) AND l.company_id = h.company_id AND l.id = h.bank_line_id
      AND l.import_id = ${importId}::uuid`;
  await tx.bankStatement.deleteMany({ where: ofImport });
  await tx.bankLine.deleteMany({ where: ofImport });
  const { count } = await tx.bankImport.deleteMany({ where: { companyId, id: importId } });
  return count > 0;
}
