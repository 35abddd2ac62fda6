"use server";
/** What a person does with scenarios: write, put in service, choose by rule. */
import { redirect } from "next/navigation";
import { appAddress } from "@/context/appAddress";
import { rates } from "@/context/rates";
import {
  archiveScenario,
  createScenario,
  discardDraft,
  openDraft,
  saveScenario,
} from "@/usecases/dunning/editScenario";
import { publishVersion } from "@/usecases/dunning/publishVersion";
import { startReplay } from "@/usecases/dunning/runReplay";
import { saveMailLook } from "@/usecases/dunning/saveMailLook";
import { moveStep, removeStep, saveStep } from "@/usecases/dunning/saveStep";
import { addRule, raiseRule, removeRule } from "@/usecases/dunning/scenarioRules";
import { sendTestMessage } from "@/usecases/dunning/sendTestMessage";
import { type ActionInput, companyButton, companyForm } from "../../_server/company";
import { type Done, withFlash } from "../../_server/flash";
import { requireMaySendTest } from "../../_server/mayInvite";
import { sentFile } from "../../_server/sentFile";
import { scenarioQuery } from "./_parts/scenarioQuery";

const scenarioId = ({ raw }: ActionInput) => raw.scenario ?? "";
const offset = ({ raw }: ActionInput) => (/^-?\d{1,4}$/.test(raw.etape ?? "") ? Number(raw.etape) : null);
const home = ({ access }: ActionInput) => `/${access.slug}/scenarios`;
const page = (input: ActionInput) => `${home(input)}/${scenarioId(input)}`;

function backTo(path: string, fait: Done): never {
  redirect(withFlash(path, { fait }));
}

export const create = companyForm("configure", async (input) => {
  const id = await createScenario(input.ctx, input.raw);
  return backTo(`${home(input)}/${id}`, "scenario-cree");
});

export const startDraft = companyButton("configure", async (input) => {
  await openDraft(input.ctx, scenarioId(input));
  return { fait: "brouillon-ouvert", to: page(input) };
});

export const giveUpDraft = companyButton("configure", async (input) => {
  await discardDraft(input.ctx, scenarioId(input));
  return { fait: "brouillon-abandonne", to: page(input) };
});

export const rename = companyForm("configure", async (input) => {
  await saveScenario(input.ctx, scenarioId(input), input.raw);
  return backTo(page(input), "scenario-modifie");
});

export const archive = companyButton("configure", async (input) => {
  await archiveScenario(input.ctx, scenarioId(input));
  return { fait: "scenario-archive", to: home(input) };
});

export const writeStep = companyForm("configure", async (input) => {
  const saved = await saveStep(input.ctx, scenarioId(input), offset(input), input.raw);
  const kept = input.raw.facture ? `&facture=${encodeURIComponent(input.raw.facture)}` : "";
  return backTo(`${page(input)}?etape=${saved}${kept}`, "etape-enregistree");
});

export const dropStep = companyButton("configure", async (input) => {
  const offsetDays = offset(input);
  if (offsetDays !== null) await removeStep(input.ctx, scenarioId(input), offsetDays);
  return { fait: "etape-retiree", to: page(input) };
});

export const shiftStep = companyButton("configure", async (input) => {
  const by = input.raw.jours === "-1" ? -1 : 1;
  const moved = await moveStep(input.ctx, scenarioId(input), offset(input) ?? 0, by);
  return { fait: "etape-deplacee", to: `${page(input)}?etape=${moved}` };
});

export const publish = companyForm("configure", async (input) => {
  await publishVersion(input.ctx, scenarioId(input), input.raw);
  return backTo(page(input), "scenario-en-service");
});

export const replay = companyForm("work", async (input) => {
  await startReplay(input.ctx, scenarioId(input), input.raw);
  return backTo(`${page(input)}/rejouer`, "rejeu-lance");
});

export const sendTest = companyButton("work", async (input) => {
  const { ctx, user, raw } = input;
  await requireMaySendTest(user, ctx.companyId);
  const query = scenarioQuery(raw);
  await sendTestMessage(ctx, scenarioId(input), query, user, { rates, appUrl: appAddress() });
  return { fait: "essai-envoye" };
});

export const appendRule = companyForm("configure", async (input) => {
  await addRule(input.ctx, input.raw);
  return backTo(`${home(input)}/regles`, "regle-ajoutee");
});

export const dropRule = companyButton("configure", async (input) => {
  await removeRule(input.ctx, input.raw.regle ?? "");
  return { fait: "regle-retiree" };
});

export const liftRule = companyButton("configure", async (input) => {
  await raiseRule(input.ctx, input.raw.regle ?? "");
  return { fait: "regle-deplacee" };
});

export const saveLook = companyForm("configure", async (input) => {
  const logo = await sentFile(input.form, "logo");
  await saveMailLook(input.ctx, input.raw, logo?.bytes ?? null);
  return backTo(`${home(input)}/apparence`, "apparence");
});
