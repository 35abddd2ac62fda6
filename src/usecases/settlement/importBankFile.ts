/** Takes in a file of a bank: its movements, once each, and what they hold back until someone has looked. */
import { inCompany } from "@/db/inCompany";
import { lockBankImports } from "@/db/settlement/bankImports";
import { insertBankLines } from "@/db/settlement/bankLines";
import { insertStatements } from "@/db/settlement/bankStatements";
import { newId } from "@/db/values";
import { fieldError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import type { StatementBalances } from "@/domain/settlement/statementBalances";
import {
  BANK_LIMITS,
  type BankFile,
  type BankFormat,
  type BankStatement,
} from "@/formats/bank/bankStatement";
import { readBankFile } from "@/formats/bank/readBankFile";
import { decideAgain } from "../dunning/planInvoices";
import { FILE_FIELD, type SentFile } from "../invoicing/attachDocument";
import { companyToday } from "../invoicing/saveInvoice";
import { journalBy } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { holdSurelyPaid } from "./bankHolds";
import { keyedEntries } from "./bankLineKey";

export const MAX_BANK_MEGABYTES = BANK_LIMITS.bytes / (1024 * 1024);

const EXTENSIONS: Record<BankFormat, string> = { CAMT053: "xml", OFX: "ofx", CSV: "csv" };
const NOTHING_BOOKED =
  "Ce relevé ne contient que des opérations à venir. Déposez-le de nouveau une fois qu’elles ont eu lieu.";
/** Thousands of movements are written and compared in one transaction. */
const TIMEOUT_MS = 60_000;

export interface BankImported {
  importId: string;
  newCount: number;
  /** Movements another file had brought. */
  knownCount: number;
  /** Invoices that are not asked for until someone has looked. */
  heldCount: number;
}

/**
 * Adds the movements of a file; those that are known already, from this file or one that overlaps it, are left as
 * they are. Invoices that a movement almost surely pays are held back for the days the company gives itself to check
 * « j'ai payé ».
 *
 * @throws InputError on `file`, with the line where there is one
 */
export async function importBankFile(
  ctx: CompanyCtx,
  file: SentFile,
  rates: LegalRates,
): Promise<BankImported> {
  const { companyId } = ctx;
  const read = await readSentFile(file);
  const outcome = await inCompany(
    companyId,
    async (tx) => {
      await lockBankImports(tx, companyId);
      // Named once it is its turn: the last one is the last to be read.
      const importId = newId();
      const at = new Date(ctx.clock.now());
      const today = await companyToday(tx, companyId, ctx.clock.now());
      // What banks announce for a day to come may still change: the file of that day brings it.
      const entries = keyedEntries(read).filter(({ entry }) => entry.bookedOn <= today);
      if (entries.length === 0) throw fieldError(FILE_FIELD, "BANK_EMPTY", NOTHING_BOOKED);
      await tx.bankImport.create({
        data: {
          companyId,
          id: importId,
          fileName: safeFileName(file.name, EXTENSIONS[read.format], "releve"),
          format: read.format,
          lineCount: entries.length,
          createdById: actorUserId(ctx.actor),
          createdAt: at,
        },
      });
      await insertStatements(tx, companyId, importId, read.statements.map(balancesOf));
      const lines = entries.map(({ account, lineKey, entry: { bankId: _, ...entry } }) => ({
        id: newId(),
        account,
        lineKey,
        ...entry,
      }));
      const newCount = await insertBankLines(tx, companyId, { importId, at }, lines);
      const now = ctx.clock.now();
      const held = await holdSurelyPaid(tx, companyId, { now, rates });
      await decideAgain(tx, companyId, held, now);
      const counts = { newCount, knownCount: entries.length - newCount };
      await journalBy(tx, ctx, {
        action: "bank.imported",
        entity: "company",
        entityId: companyId,
        data: { created: newCount, known: counts.knownCount },
      });
      return { importId, ...counts, heldCount: held.length };
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await ctx.bell.ring("dunning", { companyId });
  return outcome;
}

/** What a statement says of its balances, and what its movements make, those to come included. */
function balancesOf({ account, currency, opening, closing, entries }: BankStatement): StatementBalances {
  const own = entries.filter((entry) => entry.currency === currency);
  return {
    account,
    currency,
    opening,
    closing,
    linesCents: sumCents(own.map(({ amountCents }) => amountCents)),
  };
}

async function readSentFile({ bytes }: SentFile): Promise<BankFile> {
  try {
    return await readBankFile(bytes);
  } catch (error) {
    if (error instanceof DomainError) throw fieldError(FILE_FIELD, error.code, error.message);
    throw error;
  }
}
