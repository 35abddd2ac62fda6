"use server";
/** The words of one reminder, before it is approved. */
import { redirect } from "next/navigation";
import { restoreStepWords, saveMessageWords } from "@/usecases/dunning/messageWords";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const reword = companyForm("approve", async ({ ctx, access, raw }) => {
  const id = raw.message ?? "";
  await saveMessageWords(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/messages/${id}`, { fait: "texte-modifie" }));
});

export const restoreWords = companyButton("approve", async ({ ctx, access, raw }) => {
  const id = raw.message ?? "";
  await restoreStepWords(ctx, id, raw.texte ?? "");
  return { fait: "texte-repris", to: `/${access.slug}/messages/${id}` };
});
