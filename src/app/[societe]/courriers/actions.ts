"use server";
/** What a person does with letters. */
import { redirect } from "next/navigation";
import { postalCarrier } from "@/context/post";
import {
  approveLetter,
  chooseLetterAuthor,
  redrawLetter,
  withdrawLetter,
} from "@/usecases/dunning/decideLetter";
import { entrustLetters } from "@/usecases/dunning/entrustLetters";
import { closeDeadline, followLetter, resendLetter } from "@/usecases/dunning/followLetter";
import { approveLetters, markLettersPosted } from "@/usecases/dunning/letterBatch";
import { addLetterProof, removeLetterProof } from "@/usecases/dunning/letterProofs";
import { markPosted } from "@/usecases/dunning/markPosted";
import { type ActionInput, companyButton, companyForm } from "../../_server/company";
import { type Done, withFlash } from "../../_server/flash";
import { fieldErrors } from "../../_server/formState";
import { sentFile } from "../../_server/sentFile";

const letterId = ({ raw }: ActionInput) => raw.lettre ?? "";
const chosen = ({ raw }: ActionInput) => (raw.lettres ?? "").split(" ").filter((id) => id !== "");

/** Back to the letter, with one sentence. */
function toLetter(input: ActionInput, fait: Done, id = letterId(input)): never {
  redirect(withFlash(`/${input.access.slug}/courriers/${encodeURIComponent(id)}`, { fait }));
}

export const approve = companyButton("approve", async ({ ctx, raw }) => {
  await approveLetter(ctx, raw.lettre ?? "", raw.sha256 ?? "");
  return { fait: "lettre-approuvee" };
});

export const withdraw = companyButton("approve", async ({ ctx, raw }) => {
  await withdrawLetter(ctx, raw.lettre ?? "");
  return { fait: "lettre-retiree" };
});

export const redraw = companyButton("work", async ({ ctx, raw }) => {
  await redrawLetter(ctx, raw.lettre ?? "");
  return { fait: "lettre-redessinee" };
});

export const chooseAuthor = companyButton("approve", async ({ ctx, raw }) => {
  await chooseLetterAuthor(ctx, raw.lettre ?? "", raw.auteur ?? "");
  return { fait: "lettre-redessinee" };
});

export const notePosted = companyForm("work", async (input) => {
  await markPosted(input.ctx, letterId(input), input.raw);
  return toLetter(input, "lettre-postee");
});

export const noteFollowed = companyForm("work", async (input) => {
  await followLetter(input.ctx, letterId(input), input.raw);
  return toLetter(input, "lettre-suivie");
});

export const resend = companyButton("work", async ({ ctx, access, raw }) => {
  const id = await resendLetter(ctx, raw.lettre ?? "");
  return { fait: "lettre-a-renvoyer", to: `/${access.slug}/courriers/${id}` };
});

export const noteDeadline = companyForm("work", async (input) => {
  await closeDeadline(input.ctx, letterId(input), input.raw);
  return toLetter(input, "lettre-suite");
});

export const addProof = companyForm("work", async (input) => {
  const file = await sentFile(input.form);
  if (!file) return fieldErrors(input.raw, { file: "Choisissez le fichier numérisé." });
  await addLetterProof(input.ctx, letterId(input), input.raw, file);
  return toLetter(input, "piece-classee");
});

export const removeProof = companyButton("work", async ({ ctx, raw }) => {
  await removeLetterProof(ctx, raw.lettre ?? "", raw.document ?? "");
  return { fait: "piece-retiree" };
});

export const entrust = companyButton("approve", async ({ ctx, raw }) => {
  await entrustLetters(ctx, [raw.lettre ?? ""], postalCarrier().kind);
  return { fait: "lettre-confiee" };
});

function toList({ access }: ActionInput, fait: Done): never {
  redirect(withFlash(`/${access.slug}/courriers?etat=a-poster`, { fait }));
}

export const approveChosen = companyForm("approve", async (input) => {
  // Each id comes with the hash of the file that was shown, so that another one is not approved unread.
  const read = chosen(input).map((pair) => {
    const [id = "", sha256 = ""] = pair.split(":");
    return { letterId: id, sha256 };
  });
  await approveLetters(input.ctx, read);
  return toList(input, "lettres-approuvees");
});

export const postChosen = companyForm("work", async (input) => {
  await markLettersPosted(input.ctx, chosen(input), input.raw);
  redirect(withFlash(`/${input.access.slug}/courriers?etat=en-chemin`, { fait: "lettres-postees" }));
});

export const entrustChosen = companyForm("approve", async (input) => {
  await entrustLetters(input.ctx, chosen(input), postalCarrier().kind);
  return toList(input, "lettres-confiees");
});
