/** The statement dropped last, and the way back for one that was dropped in the wrong place. */
import { lockInvoices, readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import {
  type BankImportRow,
  deleteBankImport,
  hasMatches,
  lockBankImports,
  readImportedLineIds,
  readLastBankImport,
} from "@/db/settlement/bankImports";
import { lockBankLines } from "@/db/settlement/bankLines";
import { endBankHolds, readBankHeld } from "@/db/settlement/bankMatches";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { DomainError } from "@/domain/invariant";
import { localDateAt } from "@/domain/zonedTime";
import { decideAgain } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

/** A file of thousands of movements goes in one transaction, as it came. */
const TIMEOUT_MS = 60_000;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;

export interface LastStatement {
  id: string;
  fileName: string;
  droppedOn: LocalDate;
  newCount: number;
  /** Nothing was made of it yet. */
  mayWithdraw: boolean;
  /** Its account, when it is none this company is known to have: perhaps the file of another company. */
  strangeAccount: string | null;
}

/** The statement dropped last; null when there is none, or it brought nothing. */
export async function readLastStatement({ companyId }: CompanyCtx): Promise<LastStatement | null> {
  return inCompany(companyId, async (tx) => {
    const last = await readLastBankImport(tx, companyId);
    if (!last || last.newCount === 0) return null;
    const { zone } = await readCompanyFacts(tx, companyId);
    const { iban } = await tx.company.findUniqueOrThrow({ where: { id: companyId }, select: { iban: true } });
    const { id, fileName, newCount, isTouched } = last;
    return {
      id,
      fileName,
      newCount,
      droppedOn: localDateAt(last.at.getTime(), timeZoneOf(zone)),
      mayWithdraw: !isTouched,
      strangeAccount: strangeAccount(last, iban),
    };
  });
}

/** Formats name an account in their own ways: only an IBAN is told from another one. */
function strangeAccount({ newAccounts, hasOtherIban }: BankImportRow, own: string | null): string | null {
  if (!own && !hasOtherIban) return null;
  return newAccounts.find((account) => IBAN.test(account) && account !== own) ?? null;
}

/**
 * Takes away a statement with the movements it brought, as if it had never been dropped here. What they held back
 * goes on.
 *
 * @throws DomainError NOT_FOUND; STATEMENT_NOT_LAST when another one came since: it may say the same movements, which
 *   were added once; STATEMENT_USED when something was made of one of them, be it undone since
 */
export async function withdrawStatement(ctx: CompanyCtx, importId: string): Promise<void> {
  if (!isId(importId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(
    companyId,
    async (tx) => {
      await lockBankImports(tx, companyId);
      await requireLast(tx, companyId, importId);
      const lineIds = await readImportedLineIds(tx, companyId, importId);
      await lockBankLines(tx, companyId, lineIds);
      if (await hasMatches(tx, companyId, lineIds)) {
        throw new DomainError("STATEMENT_USED", "Une opération de ce relevé a déjà été traitée.");
      }
      const held = await readBankHeld(tx, companyId, lineIds);
      await lockInvoices(tx, companyId, held);
      await endBankHolds(tx, companyId, lineIds, { at: new Date(now), reason: "Relevé retiré." });
      if (!(await deleteBankImport(tx, companyId, importId))) throw notFound();
      await decideAgain(tx, companyId, held, now);
      const data = { removed: lineIds.length };
      await journalBy(tx, ctx, { action: "bank.withdrawn", entity: "company", entityId: companyId, data });
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await ctx.bell.ring("dunning", { companyId });
}

async function requireLast(tx: Tx, companyId: string, importId: string): Promise<void> {
  const known = await tx.bankImport.findUnique({
    where: { companyId_id: { companyId, id: importId } },
    select: { id: true },
  });
  if (!known) throw notFound();
  if ((await readLastBankImport(tx, companyId))?.id === importId) return;
  throw new DomainError(
    "STATEMENT_NOT_LAST",
    "Un autre relevé a été déposé depuis\u00a0: seul le dernier se retire. Rechargez la page.",
  );
}
