/** What was said behind the link and written back, as its reader sees it. */
import type { Tx } from "@/db/inCompany";
import { readSameReaders } from "@/db/settlement/answerLinks";
import { toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import type { AnswerKind } from "@/domain/settlement/answer";
import { localDateAt } from "@/domain/zonedTime";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { FoundLink } from "./openAnswerLink";

export interface ExchangeFile {
  id: string;
  name: string;
}

export interface Exchange {
  /** `DEBTOR` answered, `CREDITOR` wrote back. */
  by: "DEBTOR" | "CREDITOR";
  on: LocalDate;
  /** What kind of answer it was; null for what the creditor wrote. */
  kind: AnswerKind | null;
  onDate: LocalDate | null;
  amountCents: bigint | null;
  /** The one invoice it is about, when the link is about several; null otherwise. */
  number: string | null;
  text: string;
  files: ExchangeFile[];
}

const MAX_ANSWERS = 40;

/** Answers to these invoices given by the readers of this link, and the replies to them, oldest first. */
export async function readExchanges(
  tx: Tx,
  link: FoundLink,
  invoiceIds: readonly string[],
): Promise<Exchange[]> {
  const { companyId } = link;
  const linkIds = await readSameReaders(tx, link);
  const file = { select: { replyId: true, document: { select: { id: true, name: true } } } } as const;
  const answers = await tx.answer.findMany({
    where: {
      companyId,
      clientId: link.clientId,
      linkId: { in: linkIds },
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
    include: {
      replies: { orderBy: { createdAt: "asc" } },
      files: file,
      invoices: { select: { invoiceId: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_ANSWERS,
  });
  const timeZone = await readCompanyZone(tx, companyId);
  const numbers = await readNumbers(tx, companyId, invoiceIds);
  const dayOf = (at: Date) => localDateAt(at.getTime(), timeZone);
  const rows = answers.flatMap((answer) => {
    const filesOf = (replyId: string | null) =>
      answer.files.filter((one) => one.replyId === replyId).map((one) => one.document);
    const said = {
      at: answer.createdAt,
      by: "DEBTOR" as const,
      on: dayOf(answer.createdAt),
      kind: answer.kind,
      onDate: toLocalDateOrNull(answer.onDate),
      amountCents: answer.amountCents,
      number:
        answer.invoices.length === 1 ? (numbers.get(answer.invoices[0]?.invoiceId ?? "") ?? null) : null,
      text: answer.message,
      files: filesOf(null),
    };
    const back = answer.replies.map((reply) => ({
      at: reply.createdAt,
      by: "CREDITOR" as const,
      on: dayOf(reply.createdAt),
      kind: null,
      onDate: null,
      amountCents: null,
      number: null,
      text: reply.body,
      files: filesOf(reply.id),
    }));
    return [said, ...back];
  });
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ at: _, ...exchange }) => exchange);
}

/** Numbers of the invoices, by id; none when there is only one, which needs no telling. */
async function readNumbers(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, string>> {
  if (invoiceIds.length < 2) return new Map();
  const rows = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] } },
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [id, number]));
}
