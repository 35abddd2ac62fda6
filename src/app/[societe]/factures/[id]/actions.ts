"use server";
/** What a person does with one invoice. */
import { redirect } from "next/navigation";
import { rates, refreshRates } from "@/context/rates";
import { chooseScenario } from "@/usecases/dunning/chooseScenario";
import { excludeInvoices } from "@/usecases/dunning/excludeInvoices";
import { holdInvoice, resumeInvoice } from "@/usecases/dunning/holdInvoice";
import { prepareLetter } from "@/usecases/dunning/prepareLetter";
import { addCreditNote } from "@/usecases/invoicing/addCreditNote";
import { attachDocument, removeDocument } from "@/usecases/invoicing/attachDocument";
import { cancelCreditNote } from "@/usecases/invoicing/cancelCreditNote";
import { closeInvoice, reopenInvoice } from "@/usecases/invoicing/closeInvoice";
import { updateInvoice } from "@/usecases/invoicing/saveInvoice";
import { noteDispute } from "@/usecases/settlement/noteDispute";
import { recordPaymentReceived } from "@/usecases/settlement/recordPaymentReceived";
import { reversePayment } from "@/usecases/settlement/reversePayment";
import { type ActionInput, companyButton, companyForm } from "../../../_server/company";
import { type Done, withFlash } from "../../../_server/flash";
import { fieldErrors } from "../../../_server/formState";
import { sentFile } from "../../../_server/sentFile";

const invoiceId = ({ raw }: ActionInput) => raw.facture ?? "";

/** Back to the invoice, with one sentence. */
function toInvoice(input: ActionInput, fait: Done): never {
  redirect(withFlash(`/${input.access.slug}/factures/${invoiceId(input)}`, { fait }));
}

export const savePayment = companyForm("work", async (input) => {
  await refreshRates();
  const { creditId } = await recordPaymentReceived(input.ctx, invoiceId(input), input.raw, rates);
  return toInvoice(input, creditId ? "reglement-et-avoir" : "reglement");
});

export const undoPayment = companyButton("work", async ({ ctx, raw }) => {
  await reversePayment(ctx, raw.reglement ?? "");
  return { fait: "reglement-annule" };
});

export const suspend = companyForm("work", async (input) => {
  await holdInvoice(input.ctx, invoiceId(input), input.raw);
  return toInvoice(input, "suspendue");
});

export const resume = companyButton("work", async (input) => {
  await resumeInvoice(input.ctx, invoiceId(input));
  return { fait: "reprise" };
});

export const exclude = companyButton("work", async (input) => {
  const changed = await excludeInvoices(input.ctx, [invoiceId(input)], true);
  return { fait: changed > 0 ? "facture-exclue" : "sans-changement" };
});

export const include = companyButton("work", async (input) => {
  const changed = await excludeInvoices(input.ctx, [invoiceId(input)], false);
  return { fait: changed > 0 ? "facture-incluse" : "sans-changement" };
});

export const chooseForInvoice = companyForm("work", async (input) => {
  await chooseScenario(input.ctx, [invoiceId(input)], input.raw.versionId ?? "");
  return toInvoice(input, "scenario-choisi");
});

export const leaveChoice = companyButton("work", async (input) => {
  await chooseScenario(input.ctx, [invoiceId(input)], null);
  return { fait: "scenario-choisi" };
});

export const writeLetter = companyForm("work", async (input) => {
  const letterId = await prepareLetter(input.ctx, invoiceId(input), input.raw);
  redirect(withFlash(`/${input.access.slug}/courriers/${letterId}`, { fait: "courrier-prepare" }));
});

export const dispute = companyForm("work", async (input) => {
  await noteDispute(input.ctx, invoiceId(input), input.raw);
  return toInvoice(input, "litige-note");
});

export const credit = companyForm("work", async (input) => {
  await addCreditNote(input.ctx, invoiceId(input), input.raw);
  return toInvoice(input, "avoir");
});

export const undoCredit = companyButton("work", async (input) => {
  await cancelCreditNote(input.ctx, input.raw.avoir ?? "");
  return { fait: "avoir-facture-annule", to: `/${input.access.slug}/factures/${invoiceId(input)}` };
});

export const close = companyForm("work", async (input) => {
  await closeInvoice(input.ctx, invoiceId(input), input.raw);
  return toInvoice(input, "facture-close");
});

export const reopen = companyButton("work", async (input) => {
  await reopenInvoice(input.ctx, invoiceId(input));
  return { fait: "facture-rouverte" };
});

export const edit = companyForm("work", async (input) => {
  await updateInvoice(input.ctx, invoiceId(input), input.raw);
  return toInvoice(input, "facture-modifiee");
});

export const attach = companyForm("work", async (input) => {
  const file = await sentFile(input.form);
  if (!file) return fieldErrors(input.raw, { file: "Choisissez le PDF de la facture." });
  await attachDocument(input.ctx, invoiceId(input), file);
  return toInvoice(input, "document-ajoute");
});

export const detach = companyButton("work", async ({ ctx, raw }) => {
  await removeDocument(ctx, raw.document ?? "");
  return { fait: "document-retire" };
});
