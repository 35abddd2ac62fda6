"use server";
/** The gestures of bank statements: take a file in, say what each movement pays, and take that back. */
import { redirect } from "next/navigation";
import { rates, refreshRates } from "@/context/rates";
import { confirmMatch, confirmSureMatches } from "@/usecases/settlement/confirmMatch";
import { importBankFile } from "@/usecases/settlement/importBankFile";
import { linkKnownPayment, matchByHand, setLineAside, undoMatch } from "@/usecases/settlement/matchByHand";
import { withdrawStatement } from "@/usecases/settlement/withdrawStatement";
import { type ActionInput, companyButton, companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { fieldErrors } from "../../../_server/formState";
import { sentFile } from "../../../_server/sentFile";

const listOf = ({ access }: ActionInput) => `/${access.slug}/encaissements/releves`;

export const dropStatement = companyForm("work", async (input) => {
  const file = await sentFile(input.form);
  if (!file) return fieldErrors(input.raw, { file: "Choisissez le fichier de votre banque." });
  await refreshRates();
  const { newCount, knownCount } = await importBankFile(input.ctx, file, rates);
  const fait = newCount === 0 ? "releve-connu" : knownCount > 0 ? "releve-complete" : "releve-lu";
  redirect(withFlash(listOf(input), { fait }));
});

export const withdraw = companyButton("work", async ({ ctx, raw }) => {
  await withdrawStatement(ctx, raw.releve ?? "");
  return { fait: "releve-retire" };
});

export const confirmOne = companyButton("work", async ({ ctx, raw }) => {
  await refreshRates();
  await confirmMatch(ctx, raw.ligne ?? "", raw.vu ?? "", rates);
  return { fait: "virement-rapproche" };
});

export const confirmSure = companyButton("work", async ({ ctx, raw }) => {
  await refreshRates();
  await confirmSureMatches(ctx, raw.vu ?? "", rates);
  return { fait: "virements-rapproches" };
});

export const pairByHand = companyForm("work", async (input) => {
  await refreshRates();
  const { ligne = "", client = "" } = input.raw;
  await matchByHand(input.ctx, ligne, client, input.raw, rates);
  redirect(withFlash(listOf(input), { fait: "virement-rapproche" }));
});

export const linkPayment = companyButton("work", async (input) => {
  const { ligne = "", reglement = "" } = input.raw;
  await linkKnownPayment(input.ctx, ligne, reglement);
  return { fait: "virement-connu", to: listOf(input) };
});

export const leaveAside = companyForm("work", async (input) => {
  await setLineAside(input.ctx, input.raw.ligne ?? "", input.raw);
  redirect(withFlash(listOf(input), { fait: "operation-ecartee" }));
});

export const takeBack = companyButton("work", async ({ ctx, raw }) => {
  await undoMatch(ctx, raw.ligne ?? "");
  return { fait: "rapprochement-annule" };
});
