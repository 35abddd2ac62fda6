/** The creditor writes back to a client: by email, and behind the client's link. */
import { newId } from "@/db/values";
import { paragraph, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { replyNote } from "@/domain/settlement/answerNotes";
import { decideAgain } from "../dunning/planInvoices";
import { queueWords } from "../dunning/queueNote";
import type { SentFile } from "../invoicing/attachDocument";
import { onceForForm } from "../onceForForm";
import { actorUserId, type CompanyCtx } from "../ports";
import { closeAnswer, journalAnswer, lockAnswerRow } from "./decideAnswer";
import { readersOfAnswer } from "./decidePlan";
import { checkEvidence, storeEvidence } from "./storeEvidence";

const FIELDS = {
  body: (text: string) => {
    if (text.length < 2) throw new DomainError("REQUIRED", "Écrivez votre réponse.");
    return paragraph(4_000)(text, "body");
  },
} as const;

/**
 * Sends a reply. A message or a request for the invoice is answered by it, and the scenario goes
 * on; a dispute or a schedule still waits for its decision.
 *
 * @throws InputError on `body` or `fichiers`; DomainError NOT_FOUND, or NOBODY when no address works
 */
export async function replyToAnswer(
  ctx: CompanyCtx,
  answerId: string,
  raw: RawFields,
  files: readonly SentFile[] = [],
): Promise<void> {
  const { body } = readFields(raw, FIELDS);
  const checked = checkEvidence(files);
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await onceForForm(ctx, async (tx) => {
    const answer = await lockAnswerRow(tx, companyId, answerId);
    const { invoiceIds } = answer;
    const replyId = newId();
    await tx.answerReply.create({
      data: {
        companyId,
        id: replyId,
        answerId,
        body,
        createdAt: new Date(now),
        createdById: actorUserId(ctx.actor),
      },
    });
    const documentIds = await storeEvidence(tx, companyId, checked, { answerId, replyId, now });
    const messageId = await queueWords(tx, companyId, {
      kind: "ANSWER_REPLY",
      clientId: answer.clientId,
      invoiceIds,
      source: replyId,
      now,
      recipients: await readersOfAnswer(tx, companyId, answer),
      documentIds,
      compose: ({ sender, language, numbers }) =>
        replyNote({ language, creditor: sender.words, numbers, body, hasFiles: documentIds.length > 0 }),
    });
    if (messageId === null) {
      throw new DomainError(
        "NOBODY",
        "Aucune adresse de ce client ne fonctionne. Corrigez-la d’abord, ou appelez.",
      );
    }
    const isAnswered =
      (answer.kind === "MESSAGE" || answer.kind === "INVOICE_COPY") && answer.state === "OPEN";
    if (isAnswered) {
      await closeAnswer(tx, ctx, answerId, "ACCEPTED", { endReason: "Vous avez répondu." });
      await decideAgain(tx, companyId, invoiceIds, now);
    }
    await journalAnswer(tx, ctx, answerId, "answer.replied", { replyId });
  });
  await ctx.bell.ring("mail", { companyId });
}
