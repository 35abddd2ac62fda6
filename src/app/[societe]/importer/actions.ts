"use server";
/** What a person does with a file of invoices. */
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { askImportUndo } from "@/usecases/invoicing/askImportUndo";
import { FILE_FIELD } from "@/usecases/invoicing/attachDocument";
import {
  type ChoiceOutcome,
  chooseImportOptions,
  queueImport,
  retryImport,
} from "@/usecases/invoicing/chooseImportOptions";
import { dropFiles } from "@/usecases/invoicing/dropFiles";
import { forgetImport } from "@/usecases/invoicing/forgetImport";
import { type ActionInput, companyButton, companyForm } from "../../_server/company";
import { withFlash } from "../../_server/flash";
import { fieldErrors } from "../../_server/formState";
import { sentFiles } from "../../_server/sentFile";

const pageOf = ({ access, raw }: ActionInput) => `/${access.slug}/importer/${raw.import ?? ""}`;

export const dropFile = companyForm("work", async ({ ctx, access, raw, form }) => {
  const files = await sentFiles(form, FILE_FIELD);
  if (files.length === 0) return fieldErrors(raw, { file: "Choisissez le fichier à importer." });
  const importId = await dropFiles(ctx, files);
  redirect(`/${access.slug}/importer/${importId}`);
});

/** Two buttons share the form: one reads the file again under the choices, the other imports it. */
export const settleImport = companyForm("work", async (input) => {
  const { ctx, raw } = input;
  const importId = raw.import ?? "";
  const outcome = await chooseImportOptions(ctx, importId, raw);
  const isLaunching = raw.geste === "importer";
  if (isLaunching && outcome === "AS_SHOWN") {
    await queueImport(ctx, importId);
    redirect(withFlash(pageOf(input), { fait: "import-lance" }));
  }
  revalidatePath(pageOf(input));
  const message =
    isLaunching && outcome !== "AS_SHOWN" ? LOOK_AGAIN[outcome] : "Le fichier est relu avec vos choix.";
  return { status: "done", message, errors: {}, values: {} };
});

/** Why a launch waits for one more look. */
const LOOK_AGAIN: Record<Exclude<ChoiceOutcome, "AS_SHOWN">, string> = {
  READ_OTHERWISE: "Avec ces choix, le fichier se lit autrement\u00a0: vérifiez l’aperçu, puis importez.",
  KNOWN_OTHERWISE:
    "Depuis cet aperçu, vos factures ont changé\u00a0: il est à jour. Vérifiez-le, puis importez.",
};

export const forget = companyButton("work", async ({ ctx, access, raw }) => {
  await forgetImport(ctx, raw.import ?? "");
  return { fait: "import-oublie", to: `/${access.slug}/importer` };
});

export const takeUpAgain = companyButton("work", async (input) => {
  await retryImport(input.ctx, input.raw.import ?? "");
  return { fait: "import-repris", to: pageOf(input) };
});

export const undo = companyForm("work", async (input) => {
  await askImportUndo(input.ctx, input.raw.import ?? "", input.raw.garder === "1");
  redirect(withFlash(pageOf(input), { fait: "import-annulation" }));
});
