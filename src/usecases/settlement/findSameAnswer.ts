/** One answer sent twice: a double press, a page sent again, a form that fifty tabs post together. */
import type { Tx } from "@/db/inCompany";
import { fromLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import type { AnswerKind } from "@/domain/settlement/answer";
import type { PaymentMethod } from "./recordPayment";

/** What makes an answer the same as another. */
export interface SaidAnswer {
  kind: AnswerKind;
  clientId: string;
  onDate: LocalDate | null;
  amountCents: bigint | null;
  method: PaymentMethod | null;
  message: string;
  reason?: string;
  contact?: { name: string; email: string; phone: string };
  fileHashes?: readonly string[];
}

/** The same words within this time are one answer: a double press, a page sent again. */
const SAME_WITHIN_MS = 24 * 3_600_000;

/** The columns that tell one answer from another. */
export function saidColumns(input: SaidAnswer) {
  return {
    onDate: input.onDate === null ? null : fromLocalDate(input.onDate),
    amountCents: input.amountCents,
    method: input.method,
    message: input.message,
    reason: input.reason ?? "",
    contactName: input.contact?.name ?? "",
    contactEmail: input.contact?.email ?? "",
    contactPhone: input.contact?.phone ?? "",
  };
}

/** The open answer that says exactly this about exactly these invoices, or null. */
export async function findSameAnswer(
  tx: Tx,
  companyId: string,
  input: SaidAnswer,
  invoiceIds: readonly string[],
  at: Date,
): Promise<{ answerId: string; untilOn: LocalDate | null } | null> {
  const candidates = await tx.answer.findMany({
    where: {
      companyId,
      clientId: input.clientId,
      kind: input.kind,
      source: "LINK",
      // The invoice leaves at once: asked again the same day, it has already been sent.
      ...(input.kind === "INVOICE_COPY" ? {} : { state: "OPEN", decidedAt: null }),
      createdAt: { gte: new Date(at.getTime() - SAME_WITHIN_MS) },
      ...saidColumns(input),
    },
    include: {
      invoices: { select: { invoiceId: true } },
      files: { where: { replyId: null }, select: { document: { select: { sha256: true } } } },
      holds: { where: { endedAt: null }, take: 1 },
    },
    orderBy: { createdAt: "desc" },
    take: 20,
  });
  const key = (ids: readonly string[], hashes: readonly string[]) =>
    [...[...ids].sort(), "|", ...[...hashes].sort()].join();
  const wanted = key(invoiceIds, input.fileHashes ?? []);
  const same = candidates.find(
    ({ invoices, files }) =>
      key(
        invoices.map((line) => line.invoiceId),
        files.map((file) => file.document.sha256),
      ) === wanted,
  );
  return same ? { answerId: same.id, untilOn: toLocalDateOrNull(same.holds[0]?.untilOn ?? null) } : null;
}
