/** Takes in a file of a bank: its movements, once each, and what they hold back until someone has looked. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { insertBankLines, readPendingLines } from "@/db/settlement/bankLines";
import { type BankHold, insertBankHolds, newBankHolds } from "@/db/settlement/bankMatches";
import { newId } from "@/db/values";
import { addDays } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { fieldError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { formatEuros } from "@/domain/money";
import { BANK_LIMITS, type BankFile, type BankFormat } from "@/formats/bank/bankStatement";
import { readBankFile } from "@/formats/bank/readBankFile";
import { decideAgain } from "../dunning/planInvoices";
import { FILE_FIELD, type SentFile } from "../invoicing/attachDocument";
import { companyToday } from "../invoicing/saveInvoice";
import { journalBy } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { keyedEntries } from "./bankLineKey";
import { MOST_PENDING, proposeFor } from "./bankProposals";

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
  const importId = newId();
  const at = new Date(ctx.clock.now());
  const outcome = await inCompany(
    companyId,
    async (tx) => {
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
      const lines = entries.map(({ account, lineKey, entry: { bankId: _, ...entry } }) => ({
        id: newId(),
        account,
        lineKey,
        ...entry,
      }));
      const newCount = await insertBankLines(tx, companyId, { importId, at }, lines);
      const heldCount = await holdSurelyPaid(tx, ctx, rates);
      const counts = { newCount, knownCount: entries.length - newCount };
      await journalBy(tx, ctx, {
        action: "bank.imported",
        entity: "company",
        entityId: companyId,
        data: { created: newCount, known: counts.knownCount },
      });
      return { importId, ...counts, heldCount };
    },
    { timeoutMs: TIMEOUT_MS },
  );
  await ctx.bell.ring("dunning", { companyId });
  return outcome;
}

async function readSentFile({ bytes }: SentFile): Promise<BankFile> {
  try {
    return await readBankFile(bytes);
  } catch (error) {
    if (error instanceof DomainError) throw fieldError(FILE_FIELD, error.code, error.message);
    throw error;
  }
}

/** What a waiting movement surely pays is not asked for, for some days and once only. @returns how many invoices */
async function holdSurelyPaid(tx: Tx, ctx: CompanyCtx, rates: LegalRates): Promise<number> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const lines = await readPendingLines(tx, companyId, MOST_PENDING);
  const { proposals } = await proposeFor(tx, companyId, lines, rates);
  const wanted = lines.flatMap((line): BankHold[] => {
    const proposal = proposals.get(line.id);
    if (proposal?.grade !== "SURE") return [];
    const reason = `${formatEuros(line.amountCents)} reçus le ${formatDate(line.bookedOn)}`;
    return proposal.invoiceIds.map((invoiceId) => ({ lineId: line.id, invoiceId, reason }));
  });
  const holds = await newBankHolds(tx, companyId, wanted);
  if (holds.length === 0) return 0;
  const { declarationHoldDays } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { declarationHoldDays: true },
  });
  const today = await companyToday(tx, companyId, now);
  await lockInvoices(
    tx,
    companyId,
    holds.map(({ invoiceId }) => invoiceId),
  );
  const span = { today, untilOn: addDays(today, declarationHoldDays), at: new Date(now) };
  const held = await insertBankHolds(tx, companyId, holds, span);
  await decideAgain(tx, companyId, held, now);
  return held.length;
}
