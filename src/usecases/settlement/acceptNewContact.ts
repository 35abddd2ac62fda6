/** « Mauvais destinataire »: the right person is noted, and reminders go to them from now on. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { revokeLinksTo } from "@/db/settlement/answerLinks";
import { newId } from "@/db/values";
import { checkbox, fieldError, line, optional, type RawFields, readFields, required } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { decideAgain } from "../dunning/planInvoices";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { closeAnswer, journalAnswer, lockAnswer } from "./decideAnswer";

const FIELDS = {
  name: line("le nom du contact", 80, { optional: true }),
  email: required("Indiquez l’adresse de la bonne personne.", parseEmailAddress),
  phone: optional(parsePhoneNumber),
  /** The person who answered is not written to any more. */
  forgetOld: checkbox,
} as const;

/**
 * Notes the right contact first among those of the client; the one who answered is taken off when
 * asked, and the links that had reached them close. What a debtor typed is only a proposal: the
 * creditor reads it, corrects it and decides.
 *
 * @throws InputError with every field that is wrong; DomainError ANSWER_DECIDED
 */
export async function acceptNewContact(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { forgetOld, ...contact } = readFields(raw, FIELDS);
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    // Whatever waits for this client was decided for its contacts of before.
    const invoiceIds = await readOpenInvoicesOf(tx, companyId, answerId);
    await lockInvoices(tx, companyId, invoiceIds);
    const answer = await lockAnswer(tx, companyId, answerId);
    if (answer.kind !== "WRONG_RECIPIENT") throw notFound();
    const { clientId } = answer;
    const known = await tx.contact.findFirst({ where: { companyId, clientId, email: contact.email } });
    if (known && forgetOld === false) {
      throw fieldError("email", "TWICE", "Cette adresse est déjà celle d’un contact de ce client.");
    }
    const old = answer.linkId ? await recipientsOfLink(tx, companyId, answer.linkId) : [];
    if (forgetOld) {
      const gone = old.filter((email) => email !== contact.email);
      await tx.contact.deleteMany({ where: { companyId, clientId, email: { in: gone } } });
      for (const email of gone) await revokeLinksTo(tx, companyId, clientId, email, new Date(now));
    }
    await tx.contact.updateMany({ where: { companyId, clientId }, data: { position: { increment: 1 } } });
    if (known) {
      const where = { companyId_id: { companyId, id: known.id } };
      await tx.contact.update({ where, data: { role: "BILLING", position: 0 } });
    } else {
      await tx.contact.create({
        data: { ...contact, companyId, id: newId(), clientId, role: "BILLING", position: 0 },
      });
    }
    await closeAnswer(tx, ctx, answerId, "ACCEPTED", { endReason: "Bon contact noté." });
    await decideAgain(tx, companyId, invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "answer.contact_noted");
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** Invoices of the answer, and the open ones of its client. @throws DomainError NOT_FOUND */
async function readOpenInvoicesOf(tx: Tx, companyId: string, answerId: string): Promise<string[]> {
  if (!isId(answerId)) throw notFound();
  const answer = await tx.answer.findUnique({
    where: { companyId_id: { companyId, id: answerId } },
    select: { clientId: true, invoices: { select: { invoiceId: true } } },
  });
  if (!answer) throw notFound();
  const open = await readOpenInvoiceIds(tx, companyId, answer.clientId);
  return [...new Set([...answer.invoices.map(({ invoiceId }) => invoiceId), ...open])];
}

async function recipientsOfLink(tx: Tx, companyId: string, linkId: string): Promise<string[]> {
  const link = await tx.answerLink.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: linkId } },
    select: { message: { select: { toEmails: true } } },
  });
  return link.message.toEmails;
}
