"use server";
/** What the creditor decides of a client's answer. */
import { redirect } from "next/navigation";
import { acceptDispute, maintainInvoice } from "@/usecases/settlement/closeDispute";
import { confirmDeclaration, postponePromise } from "@/usecases/settlement/decideAnswer";
import { type ActionInput, companyForm } from "../../../_server/company";
import { type Done, withFlash } from "../../../_server/flash";

const answerId = ({ raw }: ActionInput) => raw.reponse ?? "";

/** Back to the day, where the answer is not waiting any more. */
function toDay({ access }: ActionInput, fait: Done): never {
  redirect(withFlash(`/${access.slug}`, { fait }));
}

export const confirmPayment = companyForm("work", async (input) => {
  await confirmDeclaration(input.ctx, answerId(input), input.raw);
  return toDay(input, "declaration-confirmee");
});

export const postpone = companyForm("work", async (input) => {
  await postponePromise(input.ctx, answerId(input), input.raw);
  return toDay(input, "promesse-reportee");
});

export const maintain = companyForm("work", async (input) => {
  await maintainInvoice(input.ctx, answerId(input), input.raw);
  return toDay(input, "litige-maintenu");
});

export const acceptByCredit = companyForm("work", async (input) => {
  await acceptDispute(input.ctx, answerId(input), input.raw);
  return toDay(input, "litige-accepte");
});

export const acceptByClosing = companyForm("work", async (input) => {
  await acceptDispute(input.ctx, answerId(input), input.raw);
  return toDay(input, "litige-accepte");
});
