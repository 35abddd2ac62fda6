/** What a client said, with everything needed to decide it: files, replies, earlier answers, schedule. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readAnswerRow } from "@/db/reporting/worklist";
import { toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { sumCents } from "@/domain/money";
import type { AnswerKind } from "@/domain/settlement/answer";
import { localDateAt } from "@/domain/zonedTime";
import { readCompanyZone } from "../parties/readCompanyZone";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { type AnswerItem, answerItem, readSurroundings } from "../reporting/workItems";
import { type PlanView, readPlan } from "./readPlan";
import { mayTell } from "./tellDecision";

export interface AnswerFileView {
  id: string;
  name: string;
}

export interface AnswerView extends AnswerItem {
  today: LocalDate;
  /**
   * What was most likely paid, in cents: the amount the client said; else what is owed on these invoices without
   * what it contests, unless it contests all of it.
   */
  likelyPaidCents: bigint;
  /** Dispute: what it is about; empty otherwise. */
  reason: string;
  /** Wrong recipient: whom to write to instead. */
  contact: { name: string; email: string; phone: string };
  files: AnswerFileView[];
  replies: { body: string; on: LocalDate; files: AnswerFileView[] }[];
  /** Other answers about the same invoices, in the order they came. */
  others: {
    id: string;
    kind: AnswerKind;
    on: LocalDate;
    onDate: LocalDate | null;
    amountCents: bigint | null;
    isWaiting: boolean;
    isLater: boolean;
  }[];
  plan: PlanView | null;
  /** A dispute that waits, whose decision can be told to the client. */
  mayTell: boolean;
}

/** @throws DomainError NOT_FOUND */
export async function readAnswer(ctx: CompanyCtx, answerId: string): Promise<AnswerView> {
  const { companyId } = ctx;
  if (!isId(answerId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const row = await readAnswerRow(tx, companyId, answerId);
    if (!row) throw notFound();
    const timeZone = await readCompanyZone(tx, companyId);
    const today = localDateAt(ctx.clock.now(), timeZone);
    const around = await readSurroundings(tx, companyId, [row], {
      today,
      timeZone,
      callerName: "",
      actor: ctx.actor,
    });
    const plan = await tx.instalmentPlan.findUnique({
      where: { companyId_answerId: { companyId, answerId } },
      select: { id: true },
    });
    const item = answerItem(row, around);
    return {
      ...item,
      today,
      likelyPaidCents: likelyPaidCents(item),
      reason: row.kind === "DISPUTE" ? row.reason : "",
      contact: { name: row.contactName, email: row.contactEmail, phone: row.contactPhone },
      ...(await readThread(tx, companyId, answerId, timeZone)),
      others: await readOthers(
        tx,
        companyId,
        row,
        row.invoices.map((line) => line.invoiceId),
        timeZone,
      ),
      plan: plan && (await readPlan(tx, companyId, plan.id, today)),
      mayTell: await mayTellOf(tx, companyId, answerId, row),
    };
  });
}

function likelyPaidCents({ saidAmountCents, amountCents, invoices }: AnswerItem): bigint {
  const contested = sumCents(invoices.map((invoice) => (invoice.isOpen ? invoice.disputedCents : 0n)));
  return saidAmountCents ?? (contested < amountCents ? amountCents - contested : amountCents);
}

async function mayTellOf(
  tx: Tx,
  companyId: string,
  id: string,
  { kind, state, clientId, invoices }: NonNullable<Awaited<ReturnType<typeof readAnswerRow>>>,
): Promise<boolean> {
  if (kind !== "DISPUTE" || state !== "OPEN") return false;
  const { linkId } = await tx.answer.findUniqueOrThrow({
    where: { companyId_id: { companyId, id } },
    select: { linkId: true },
  });
  const invoiceIds = invoices.map((line) => line.invoiceId);
  return mayTell(tx, companyId, { id, clientId, linkId, invoiceIds });
}

async function readThread(
  tx: Tx,
  companyId: string,
  answerId: string,
  timeZone: string,
): Promise<Pick<AnswerView, "files" | "replies">> {
  const rows = await tx.answerFile.findMany({
    where: { companyId, answerId },
    select: { replyId: true, document: { select: { id: true, name: true } } },
    orderBy: { documentId: "asc" },
  });
  const filesOf = (replyId: string | null) =>
    rows.filter((row) => row.replyId === replyId).map((row) => row.document);
  const replies = await tx.answerReply.findMany({
    where: { companyId, answerId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return {
    files: filesOf(null),
    replies: replies.map((reply) => ({
      body: reply.body,
      on: localDateAt(reply.createdAt.getTime(), timeZone),
      files: filesOf(reply.id),
    })),
  };
}

const MAX_OTHERS = 20;

async function readOthers(
  tx: Tx,
  companyId: string,
  answer: { id: string; createdAt: Date },
  invoiceIds: readonly string[],
  timeZone: string,
): Promise<AnswerView["others"]> {
  const rows = await tx.answer.findMany({
    where: {
      companyId,
      id: { not: answer.id },
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_OTHERS,
  });
  const key = (row: { id: string; createdAt: Date }) => `${row.createdAt.toISOString()} ${row.id}`;
  return rows.reverse().map((row) => ({
    id: row.id,
    kind: row.kind,
    on: localDateAt(row.createdAt.getTime(), timeZone),
    onDate: toLocalDateOrNull(row.onDate),
    amountCents: row.amountCents,
    isWaiting: row.decidedAt === null && (row.state === "OPEN" || row.state === "BROKEN"),
    isLater: key(row) > key(answer),
  }));
}
