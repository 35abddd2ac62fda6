"use server";
/** What the creditor decides of a client's answer. */
import { redirect } from "next/navigation";
import { rates, refreshRates } from "@/context/rates";
import { acceptNewContact } from "@/usecases/settlement/acceptNewContact";
import { acceptDispute, maintainInvoice } from "@/usecases/settlement/closeDispute";
import { confirmDeclaration, postponePromise } from "@/usecases/settlement/decideAnswer";
import { acceptPlan, counterPlan, endPlan, refusePlan } from "@/usecases/settlement/decidePlan";
import { replyToAnswer } from "@/usecases/settlement/replyToAnswer";
import { EVIDENCE_FIELD } from "@/usecases/settlement/storeEvidence";
import { type ActionInput, companyButton, companyForm } from "../../../_server/company";
import { type Done, withFlash } from "../../../_server/flash";
import { sentFiles } from "../../../_server/sentFile";
import { SET_ASIDE } from "../../_aujourdhui/DayPage";

const answerId = ({ raw }: ActionInput) => raw.reponse ?? "";

/** Back to the day, where the answer is not waiting any more. */
function toDay({ access }: ActionInput, fait: Done): never {
  redirect(withFlash(`/${access.slug}`, { fait }));
}

/** What is said of a dispute once it is decided, and that the client will be told, if so. */
function toldOr<Decided extends "litige-accepte" | "litige-maintenu">({ raw }: ActionInput, fait: Decided) {
  return raw.tell ? (`${fait}-dit` as const) : fait;
}

export const confirmPayment = companyForm("work", async (input) => {
  await refreshRates();
  await confirmDeclaration(input.ctx, answerId(input), input.raw, rates);
  return toDay(input, "declaration-confirmee");
});

export const postpone = companyForm("work", async (input) => {
  await postponePromise(input.ctx, answerId(input), input.raw);
  return toDay(input, "promesse-reportee");
});

/** The day says what follows, and offers to take it back. */
export const maintain = companyForm("work", async (input) => {
  await maintainInvoice(input.ctx, answerId(input), input.raw);
  redirect(
    withFlash(`/${input.access.slug}?${SET_ASIDE}=${answerId(input)}`, {
      fait: toldOr(input, "litige-maintenu"),
    }),
  );
});

export const acceptByCredit = companyForm("work", async (input) => {
  await acceptDispute(input.ctx, answerId(input), input.raw);
  return toDay(input, toldOr(input, "litige-accepte"));
});

export const acceptByClosing = companyForm("work", async (input) => {
  await acceptDispute(input.ctx, answerId(input), input.raw);
  return toDay(input, toldOr(input, "litige-accepte"));
});

export const noteContact = companyForm("work", async (input) => {
  await acceptNewContact(input.ctx, answerId(input), input.raw);
  return toDay(input, "contact-note");
});

export const sendReply = companyForm("work", async (input) => {
  const files = await sentFiles(input.form, EVIDENCE_FIELD);
  await replyToAnswer(input.ctx, answerId(input), input.raw, files);
  redirect(withFlash(`/${input.access.slug}/reponses/${answerId(input)}`, { fait: "reponse-envoyee" }));
});

export const acceptSchedule = companyButton("work", async ({ ctx, raw, access }) => {
  await acceptPlan(ctx, raw.reponse ?? "");
  return { fait: "echeancier-accepte", to: `/${access.slug}/reponses/${raw.reponse ?? ""}` };
});

export const counterSchedule = companyForm("work", async (input) => {
  await counterPlan(input.ctx, answerId(input), input.raw);
  return toDay(input, "echeancier-propose");
});

export const refuseSchedule = companyForm("work", async (input) => {
  await refusePlan(input.ctx, answerId(input), input.raw);
  return toDay(input, "echeancier-refuse");
});

export const endSchedule = companyButton("work", async ({ ctx, raw }) => {
  await endPlan(ctx, raw.reponse ?? "");
  return { fait: "echeancier-termine" };
});
