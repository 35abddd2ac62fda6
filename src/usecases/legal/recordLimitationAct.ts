/** Acts that restart or stop the limitation of an invoice: recorded with their date and their proof. */
import { inCompany, isId } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import { formatDate } from "@/domain/dateText";
import {
  checkbox,
  date,
  fieldError,
  line,
  oneOf,
  optional,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { LIMITATION_ACT_KINDS, LIMITATION_ACT_SHEETS, limitationActsOf } from "@/domain/legal/limitationActs";
import type { SentFile } from "../invoicing/attachDocument";
import { companyToday, journalInvoice, lockInvoice } from "../invoicing/saveInvoice";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { checkProof, storeProofIn } from "./addClaimProof";

const ACT_FIELDS = {
  kind: oneOf(LIMITATION_ACT_KINDS, "Choisissez l’acte."),
  onDate: required("Indiquez le jour de l’acte.", date),
  endedOn: optional(date),
  proof: line("ce qui prouve cet acte", 200),
} as const;

/**
 * Records an act. Whether it came in time is decided by the clock, which says so.
 *
 * @param file the proof itself, when there is one
 * @returns id of the act
 * @throws InputError with every field that is wrong
 */
export async function recordLimitationAct(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
  file: SentFile | null,
): Promise<string> {
  const act = readFields(raw, ACT_FIELDS);
  const checked = file && checkProof(file);
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return onceForForm(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, companyId, invoiceId);
    const client = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: invoice.clientId } },
      select: { kind: true },
    });
    const today = await companyToday(tx, companyId, now);
    if (!limitationActsOf(client.kind).includes(act.kind)) {
      throw fieldError("kind", "NOT_LAWFUL", "Envers ce client, cet acte n’interrompt pas la prescription.");
    }
    if (act.onDate > today) throw fieldError("onDate", "FUTURE", "Ce jour n’est pas encore venu.");
    const hasEnd = LIMITATION_ACT_SHEETS[act.kind].endLabel !== "";
    const endedOn = hasEnd ? act.endedOn : null;
    if (endedOn !== null && (endedOn < act.onDate || endedOn > today)) {
      throw fieldError(
        "endedOn",
        "BOUNDS",
        `Entre le ${formatDate(act.onDate)} et aujourd’hui, ou rien si ce n’est pas fini.`,
      );
    }
    const documentId = checked
      ? await storeProofIn(tx, ctx, invoiceId, checked, {
          category: act.kind === "ACKNOWLEDGEMENT" ? "ACKNOWLEDGEMENT" : "OTHER",
          label: `${LIMITATION_ACT_SHEETS[act.kind].name} du ${formatDate(act.onDate)}`,
          datedOn: act.onDate,
        })
      : null;
    const id = newId();
    await tx.limitationAct.create({
      data: {
        companyId,
        id,
        invoiceId,
        kind: act.kind,
        onDate: fromLocalDate(act.onDate),
        endedOn: endedOn && fromLocalDate(endedOn),
        proof: act.proof,
        documentId,
        recordedAt: new Date(now),
        recordedById: actorUserId(ctx.actor),
      },
    });
    await journalInvoice(tx, ctx, invoiceId, "limitation.act_recorded", {
      actId: id,
      kind: act.kind,
      onDate: act.onDate,
      endedOn: endedOn ?? "",
      proof: act.proof,
      documentId: documentId ?? "",
    });
    return id;
  });
}

/** Takes an act back: it was recorded by mistake. It stays in the journal. @throws DomainError NOT_FOUND */
export async function withdrawLimitationAct(ctx: CompanyCtx, actId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(actId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const act = await tx.limitationAct.findFirst({
      where: { companyId, id: actId, withdrawnAt: null },
      select: { invoiceId: true },
    });
    if (!act) throw notFound();
    await lockInvoice(tx, companyId, act.invoiceId);
    const { count } = await tx.limitationAct.updateMany({
      where: { companyId, id: actId, withdrawnAt: null },
      data: { withdrawnAt: new Date(ctx.clock.now()) },
    });
    if (count > 0) await journalInvoice(tx, ctx, act.invoiceId, "limitation.act_withdrawn", { actId });
  });
}

/** Says what makes the limitation of an invoice differ from that of its client's kind. */
export async function saveLimitationRule(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const { isTransportOfGoods, isWithoutPublicAccountant } = readFields(raw, {
    isTransportOfGoods: checkbox,
    isWithoutPublicAccountant: checkbox,
  });
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    await lockInvoice(tx, companyId, invoiceId);
    const rule = { isTransportOfGoods, hasPublicAccountant: !isWithoutPublicAccountant };
    await tx.limitationRule.upsert({
      where: { companyId_invoiceId: { companyId, invoiceId } },
      create: { companyId, invoiceId, ...rule },
      update: rule,
    });
    await journalInvoice(tx, ctx, invoiceId, "limitation.rule_changed", rule);
  });
}
