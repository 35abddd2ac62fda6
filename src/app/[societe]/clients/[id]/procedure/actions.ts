"use server";
/** A collective procedure opened against a client. */
import { redirect } from "next/navigation";
import { closeInsolvency, withdrawInsolvency } from "@/usecases/legal/endInsolvency";
import { changeInsolvency, openInsolvency, recordDeclaration } from "@/usecases/legal/openInsolvency";
import { type ActionInput, companyForm } from "../../../../_server/company";
import { type Done, withFlash } from "../../../../_server/flash";

const clientId = ({ raw }: ActionInput) => raw.client ?? "";

function toClient(input: ActionInput, fait: Done): never {
  redirect(withFlash(`/${input.access.slug}/clients/${clientId(input)}`, { fait }));
}

export const open = companyForm("work", async (input) => {
  await openInsolvency(input.ctx, clientId(input), input.raw);
  return toClient(input, "procedure-ouverte");
});

export const change = companyForm("work", async (input) => {
  await changeInsolvency(input.ctx, clientId(input), input.raw);
  return toClient(input, "procedure-modifiee");
});

export const declare = companyForm("work", async (input) => {
  await recordDeclaration(input.ctx, clientId(input), input.raw);
  return toClient(input, "creance-declaree");
});

export const close = companyForm("work", async (input) => {
  await closeInsolvency(input.ctx, clientId(input), input.raw);
  return toClient(input, "procedure-close");
});

export const withdraw = companyForm("work", async (input) => {
  await withdrawInsolvency(input.ctx, clientId(input), input.raw);
  return toClient(input, "procedure-retiree");
});
