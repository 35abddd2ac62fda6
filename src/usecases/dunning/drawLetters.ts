/**
 * Draws the letters that were decided: gathers their facts, refuses what the law does not allow,
 * and stores the exact PDF. A person approves it afterwards.
 */
import { readCompanyFacts } from "@/db/dunning/facts";
import { type DraftLetter, readDrafts, redateOldLetters, storeBlob } from "@/db/dunning/letters";
import { freeze } from "@/db/frozenJson";
import { inCompany, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { fromLocalDate, newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { DomainError } from "@/domain/invariant";
import { contestedCents } from "@/domain/legal/contestedPart";
import type { FormalNoticeInput, NoticeKind } from "@/domain/legal/formalNoticeInput";
import { lintFormalNotice } from "@/domain/legal/lintFormalNotice";
import { RateNotPublishedError } from "@/domain/legal/rateTables";
import { localDateAt } from "@/domain/zonedTime";
import type { LetterPorts } from "../ports";
import { type LetterDay, letterInput } from "./letterInput";

/** Letters drawn in one go: a PDF takes time, and others wait. */
const BATCH = 10;

/** A failure that lasts is not met again at every sweep; one that passes delays a letter little. */
const RETRY_MS = 60 * 60_000;
const FAILED =
  "Cette lettre n’a pas pu être préparée, par une erreur de notre côté. Un nouvel essai se fera dans l’heure.";

const FILE_NAMES: Record<NoticeKind, string> = {
  FORMAL_NOTICE: "mise-en-demeure",
  AMICABLE_FIRST_LETTER: "recouvrement-amiable",
  REMINDER: "relance",
};

interface Refused {
  draft: DraftLetter;
  /** Why it cannot be drawn, in French. */
  problem: string;
  /** Nobody of the company can mend it: it is tried again by itself. */
  isTriedAgain?: boolean;
}
interface Prepared {
  draft: DraftLetter;
  input: FormalNoticeInput;
}
type Drawn = Prepared & { pdf: Uint8Array };

/** What became of one batch. */
export interface DrawnBatch {
  /** Drafts that were drawn, refused with their reason, or left to a later try. */
  count: number;
  /** Those whose drawing failed otherwise: shown to people, and tried again an hour later. */
  failed: { letterId: string; error: unknown }[];
}

/** Draws one batch of a company's drafts. One that fails keeps none of the others waiting. */
export async function drawLetters(companyId: string, ports: LetterPorts): Promise<DrawnBatch> {
  const now = ports.clock.now();
  const { drafts, day } = await inCompany(companyId, async (tx) => {
    const { zone } = await readCompanyFacts(tx, companyId);
    const timeZone = timeZoneOf(zone);
    const day = { today: localDateAt(now, timeZone), timeZone };
    await redateOldLetters(tx, companyId, day.today);
    return { drafts: await readDrafts(tx, companyId, new Date(now), BATCH), day };
  });
  const failed: DrawnBatch["failed"] = [];
  for (const draft of drafts) {
    try {
      // One transaction a letter: a statement that fails would spoil what others do in it.
      const one = await inCompany(companyId, (tx) => prepare(tx, companyId, draft, day, ports));
      // Outside any transaction: drawing a page takes longer than a lock should last.
      const drawn = "input" in one ? await draw(one, ports) : one;
      await inCompany(companyId, (tx) => store(tx, companyId, drawn, now));
    } catch (error) {
      await leaveToLater(companyId, draft.id, now);
      failed.push({ letterId: draft.id, error });
    }
  }
  return { count: drafts.length, failed };
}

/** What is said of a letter whose drawing failed: nobody is asked to mend what only the house can. */
async function leaveToLater(companyId: string, letterId: string, now: Instant): Promise<void> {
  await inCompany(companyId, (tx) =>
    tx.letter.updateMany({
      where: { companyId, id: letterId, state: "DRAFT" },
      data: { outcome: FAILED, retryAt: new Date(now + RETRY_MS) },
    }),
  );
}

async function prepare(
  tx: Tx,
  companyId: string,
  draft: DraftLetter,
  day: LetterDay,
  ports: LetterPorts,
): Promise<Prepared | Refused> {
  return orRefused(draft, async () => {
    const input = await letterInput(tx, companyId, draft, day, ports.rates);
    const blocking = lintFormalNotice(input).filter((finding) => finding.severity === "block");
    if (blocking.length === 0) return { draft, input };
    return { draft, problem: blocking.map((finding) => finding.sentence).join(" ") };
  });
}

async function draw(prepared: Prepared, { printer }: LetterPorts): Promise<Drawn | Refused> {
  return orRefused(prepared.draft, async () => ({ ...prepared, pdf: await printer.print(prepared.input) }));
}

/** What a rule or the paper itself refuses (a letter no font has, a table too long) is a person's to mend. */
async function orRefused<Result>(draft: DraftLetter, work: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A rate is entered by the people who run the server, for every company.
    const isTriedAgain = error instanceof RateNotPublishedError;
    return { draft, problem: error.message, isTriedAgain };
  }
}

async function store(tx: Tx, companyId: string, drawn: Drawn | Refused, now: Instant): Promise<void> {
  const { draft } = drawn;
  const where = { companyId, id: draft.id, state: "DRAFT" as const };
  if ("problem" in drawn) {
    const retryAt = drawn.isTriedAgain ? new Date(now + RETRY_MS) : null;
    await tx.letter.updateMany({ where, data: { outcome: drawn.problem, retryAt } });
    return;
  }
  const { input, pdf } = drawn;
  const sha256 = sha256Hex(pdf);
  const documentId = newId();
  await storeBlob(tx, companyId, sha256, pdf);
  await tx.document.create({
    data: {
      companyId,
      id: documentId,
      kind: "LETTER",
      name: `${FILE_NAMES[input.kind ?? "FORMAL_NOTICE"]}-${input.reference.replace(/[^A-Za-z0-9-]+/g, "-")}-${input.writtenOn}.pdf`,
      contentType: "application/pdf",
      sha256,
      sizeBytes: pdf.byteLength,
      createdAt: new Date(now),
    },
  });
  const approvable = await tx.letter.updateMany({
    where,
    data: {
      state: "TO_APPROVE",
      documentId,
      datedOn: fromLocalDate(input.writtenOn),
      totalCents: input.statement.totalDueCents,
      content: freeze(input),
      outcome: null,
      retryAt: null,
    },
  });
  if (approvable.count === 0) return;
  for (const invoice of input.statement.invoices) {
    await tx.$executeRaw`
      UPDATE letter_invoice li SET invoice_version = i.version, balance_cents = ${invoice.principalDueCents},
             penalty_cents = ${invoice.penaltyCents - invoice.penaltySettledCents},
             indemnity_cents = ${invoice.flatFeeCents - invoice.flatFeeSettledCents},
             disputed_cents = ${contestedCents(invoice)}
      FROM invoice i
      WHERE li.company_id = ${companyId}::uuid AND li.letter_id = ${draft.id}::uuid
        AND i.company_id = li.company_id AND i.id = li.invoice_id AND i.number = ${invoice.claim.invoiceNumber}`;
  }
  const event: JournalEvent = {
    actor: "system",
    action: "letter.drawn",
    entity: "letter",
    entityId: draft.id,
    data: { sha256, writtenOn: input.writtenOn, totalCents: input.statement.totalDueCents.toString() },
  };
  await appendJournal(tx, companyId, [event], now);
}
