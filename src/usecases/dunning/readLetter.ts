/** One letter as its page shows it: its words, what the linter found, its life, what may be done. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { readLetterFile } from "@/db/dunning/letterList";
import { readWritingFirms, type WritingFirm } from "@/db/dunning/letters";
import { thaw } from "@/db/frozenJson";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import { daysBetween, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { DomainError } from "@/domain/invariant";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { HOLDING_DAYS, postalStatus } from "@/domain/legal/letterLifeCycle";
import { lintFormalNotice, type NoticeFinding } from "@/domain/legal/lintFormalNotice";
import { noticeDelayDays } from "@/domain/legal/noticeDeadline";
import type { LegalRates } from "@/domain/legal/rateTables";
import { localDateAt } from "@/domain/zonedTime";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { letterInput } from "./letterInput";
import type { ProofKind } from "./letterProofs";
import { whyLetterStale } from "./staleLetter";

export interface LetterInvoiceView {
  id: string;
  number: string;
  dueOn: LocalDate;
  balanceCents: bigint;
  isOpen: boolean;
  /** The newest PDF of the invoice, to print with the letter. */
  copyId: string | null;
}

export interface LetterView {
  id: string;
  channel: "LETTER" | "FORMAL_NOTICE";
  state: LetterRow["state"];
  returnReason: LetterRow["returnReason"];
  client: { id: string; name: string };
  datedOn: LocalDate;
  today: LocalDate;
  totalCents: bigint;
  offsetDays: number | null;
  outcome: string | null;
  document: { id: string; name: string; sha256: string } | null;
  /** The letter as it is printed; null while it cannot be composed. */
  notice: FormalNotice | null;
  findings: NoticeFinding[];
  invoices: LetterInvoiceView[];
  /** A fact of an invoice changed since the letter was drawn. */
  isStale: boolean;
  /** What changed, while the letter waits; null when it may leave as it is. */
  staleBecause: string | null;
  author: { firmId: string | null; firms: WritingFirm[] };
  trackingNumber: string | null;
  postedOn: LocalDate | null;
  presentedOn: LocalDate | null;
  deliveredOn: LocalDate | null;
  returnedOn: LocalDate | null;
  delayDays: number | null;
  deadlineOn: LocalDate | null;
  /** Nobody has said yet what follows the deadline, which is over. */
  isDeadlineTask: boolean;
  isFollowedUp: boolean;
  /** The letter probably came back by now: the post keeps it 15 days. */
  isOverdueAtPost: boolean;
  dispatch: { carrier: string; isHanded: boolean; refusal: string | null } | null;
  statuses: { code: string; label: string; on: LocalDate; note: string }[];
  proofs: { documentId: string; kind: ProofKind; name: string; sizeBytes: number }[];
  replacesId: string | null;
  replacedById: string | null;
}

type LetterRow = NonNullable<Awaited<ReturnType<typeof readLetterFile>>>;

/** @throws DomainError NOT_FOUND when the letter is not of this company */
export async function readLetter(ctx: CompanyCtx, letterId: string, rates: LegalRates): Promise<LetterView> {
  if (!isId(letterId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const row = await readLetterFile(tx, companyId, letterId);
    if (!row) throw notFound();
    const timeZone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const composed = await composedOf(tx, companyId, row, { today, timeZone }, rates);
    const invoices = await invoicesOf(tx, companyId, row);
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: row.clientId } },
      select: { id: true, name: true },
    });
    const replacement = await tx.letter.findFirst({
      where: { companyId, replacesId: row.id, state: { not: "CANCELLED" } },
      select: { id: true },
    });
    const offsets = row.steps.map((step) => step.offsetDays);
    return {
      id: row.id,
      channel: row.channel === "LETTER" ? "LETTER" : "FORMAL_NOTICE",
      state: row.state,
      returnReason: row.returnReason,
      client,
      datedOn: toLocalDate(row.datedOn),
      today,
      totalCents: row.totalCents,
      offsetDays: offsets.length === 0 ? null : Math.max(...offsets),
      outcome: row.outcome,
      document: row.state === "DRAFT" ? null : row.document,
      ...composed,
      ...invoices,
      author: { firmId: row.authorFirmId, firms: await readWritingFirms(tx, companyId, today) },
      ...lifeOf(
        row,
        today,
        invoices.invoices.some((invoice) => invoice.isOpen),
      ),
      replacesId: row.replacesId,
      replacedById: replacement?.id ?? null,
    };
  });
}

/**
 * The words of the letter and what is to be said about them. A letter that was drawn shows what it
 * prints; a draft, what it would print today.
 */
async function composedOf(
  tx: Tx,
  companyId: string,
  row: LetterRow,
  day: { today: LocalDate; timeZone: string },
  rates: LegalRates,
): Promise<Pick<LetterView, "notice" | "findings" | "delayDays">> {
  const none = { notice: null, findings: [], delayDays: null };
  if (row.state === "CANCELLED" && row.documentId === null) return none;
  try {
    const draft = {
      id: row.id,
      clientId: row.clientId,
      channel: row.channel === "LETTER" ? ("LETTER" as const) : ("FORMAL_NOTICE" as const),
      authorFirmId: row.authorFirmId,
      invoiceIds: row.invoices.map((invoice) => invoice.invoiceId),
    };
    const input =
      row.state === "DRAFT"
        ? await letterInput(tx, companyId, draft, day, rates)
        : thaw<FormalNoticeInput>(row.content);
    // The number comes after the printing: it is checked, and the words stay those of the paper.
    const findings = lintFormalNotice({ ...input, trackingNumber: row.trackingNumber ?? undefined });
    const delayDays = noticeDelayDays(input);
    const isBlocked = findings.some((finding) => finding.severity === "block");
    return { notice: isBlocked ? null : formalNotice(input), findings, delayDays };
  } catch (error) {
    if (error instanceof DomainError) return none;
    throw error;
  }
}

async function invoicesOf(
  tx: Tx,
  companyId: string,
  row: LetterRow,
): Promise<Pick<LetterView, "invoices" | "isStale" | "staleBecause">> {
  const ids = row.invoices.map((invoice) => invoice.invoiceId);
  const found = await tx.invoice.findMany({
    where: { companyId, id: { in: ids } },
    include: { documents: { where: { kind: "INVOICE" }, orderBy: { createdAt: "desc" }, take: 1 } },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
  });
  const isWaiting = row.state === "TO_APPROVE" || row.state === "TO_POST";
  const staleBecause = isWaiting ? await whyLetterStale(tx, companyId, row.id) : null;
  return {
    invoices: found.map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      dueOn: toLocalDate(invoice.dueOn),
      balanceCents: invoice.balanceCents,
      isOpen: invoice.status === "OPEN",
      copyId: invoice.documents[0]?.id ?? null,
    })),
    isStale: staleBecause !== null,
    staleBecause,
  };
}

function lifeOf(row: LetterRow, today: LocalDate, isAnyOpen: boolean) {
  const deadlineOn = toLocalDateOrNull(row.deadlineOn);
  const presentedOn = toLocalDateOrNull(row.presentedOn);
  const isFollowedUp = row.followedUpAt !== null;
  const { dispatch } = row;
  return {
    trackingNumber: row.trackingNumber,
    postedOn: toLocalDateOrNull(row.postedOn),
    presentedOn,
    deliveredOn: toLocalDateOrNull(row.deliveredOn),
    returnedOn: toLocalDateOrNull(row.returnedOn),
    deadlineOn,
    isDeadlineTask: deadlineOn !== null && deadlineOn < today && !isFollowedUp && isAnyOpen,
    isFollowedUp,
    isOverdueAtPost:
      row.state === "PRESENTED" && presentedOn !== null && daysBetween(presentedOn, today) > HOLDING_DAYS,
    dispatch: dispatch && {
      carrier: dispatch.carrier,
      isHanded: dispatch.handedAt !== null && dispatch.refusedAt === null,
      refusal: dispatch.refusal,
    },
    statuses: row.statuses.map((status) => ({
      code: status.code,
      label: postalStatus(status.code)?.label ?? status.code,
      on: toLocalDate(status.onDate),
      note: status.note,
    })),
    proofs: row.proofs.map(({ documentId, kind, document }) => ({
      documentId,
      kind,
      name: document.name,
      sizeBytes: document.sizeBytes,
    })),
  };
}
