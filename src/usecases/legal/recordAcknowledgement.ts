/**
 * An agreed schedule is an acknowledgement of the debt (C. civ., art. 2240): the limitation of its
 * invoices starts again from the day the debtor said so, and the agreement is its proof.
 */
import type { Tx } from "@/db/inCompany";
import { fromInstant, fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { journalInvoice } from "../invoicing/saveInvoice";
import { actorUserId, type CompanyCtx } from "../ports";

interface Acknowledgement {
  planId: string;
  invoiceIds: readonly string[];
  /** Day the debtor acknowledged the debt: asking for time, or agreeing to what was proposed. */
  onDate: LocalDate;
  signerName: string;
}

/** Records the act for each invoice of the schedule, inside the caller's transaction. */
export async function recordAcknowledgementIn(
  tx: Tx,
  ctx: CompanyCtx,
  { planId, invoiceIds, onDate, signerName }: Acknowledgement,
): Promise<void> {
  const { companyId } = ctx;
  const proof = typeset(
    `Échéancier et reconnaissance de dette de ${signerName} par son lien personnel, le ${formatDate(onDate)}`,
  ).slice(0, 200);
  for (const invoiceId of invoiceIds) {
    const id = newId();
    await tx.limitationAct.create({
      data: {
        companyId,
        id,
        invoiceId,
        planId,
        kind: "ACKNOWLEDGEMENT",
        onDate: fromLocalDate(onDate),
        proof,
        recordedAt: fromInstant(ctx.clock.now()),
        recordedById: actorUserId(ctx.actor),
      },
    });
    const data = { actId: id, kind: "ACKNOWLEDGEMENT", onDate, endedOn: "", proof, documentId: "" };
    await journalInvoice(tx, ctx, invoiceId, "limitation.act_recorded", data);
  }
}

/** Puts the agreement, once it is drawn, beside the acts it proves. */
export async function joinAgreementProof(
  tx: Tx,
  companyId: string,
  planId: string,
  documentId: string,
): Promise<void> {
  await tx.limitationAct.updateMany({ where: { companyId, planId, documentId: null }, data: { documentId } });
}
