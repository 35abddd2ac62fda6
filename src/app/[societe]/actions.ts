"use server";
/** The gestures of « Aujourd'hui » that need no field. */
import { DomainError } from "@/domain/invariant";
import {
  approveMessages,
  resolveUncertain,
  retryFailed,
  skipMessage,
} from "@/usecases/dunning/decideMessages";
import { handleInbound } from "@/usecases/dunning/handleInbound";
import { recordCall } from "@/usecases/dunning/recordCall";
import { fileNote, resendNote } from "@/usecases/dunning/resendNote";
import { noteLimitationAlert } from "@/usecases/legal/readDeadlines";
import { rejectAnswer } from "@/usecases/settlement/decideAnswer";
import { reopenAnswer } from "@/usecases/settlement/reopenAnswer";
import { companyButton } from "../_server/company";
import { SET_ASIDE } from "./_aujourdhui/DayPage";

/** Outcomes that one press notes, without a word more. */
const QUICK_OUTCOMES = ["VOICEMAIL", "NO_ANSWER"];

export const noteQuickCall = companyButton("work", async ({ ctx, raw }) => {
  const outcome = QUICK_OUTCOMES.find((one) => one === raw.outcome) ?? "";
  await recordCall(ctx, raw.appel ?? "", { outcome });
  return { fait: "appel-note" };
});

export const approveMessage = companyButton("approve", async ({ ctx, raw }) => {
  const id = raw.message ?? "";
  const approved = await approveMessages(ctx, [id], new Map([[id, raw.texte ?? ""]]));
  if (approved === 0) throw new DomainError("MESSAGE_MOVED", "Ce message a changé d’état entre-temps.");
  return { fait: "message-approuve" };
});

export const setMessageAside = companyButton("approve", async ({ ctx, raw }) => {
  await skipMessage(ctx, raw.message ?? "");
  return { fait: "message-ecarte" };
});

export const confirmSent = companyButton("approve", async ({ ctx, raw }) => {
  const { kind } = await resolveUncertain(ctx, raw.message ?? "", true);
  return { fait: kind === "REMINDER" ? "envoi-confirme" : "message-confirme" };
});

export const confirmNotSent = companyButton("approve", async ({ ctx, raw }) => {
  const { kind, after } = await resolveUncertain(ctx, raw.message ?? "", false);
  if (kind === "REMINDER") return { fait: "envoi-infirme" };
  const said = { LEAVES_AGAIN: "message-infirme-repart", WAITS: "message-infirme-attend" } as const;
  return { fait: after === "NOTHING" ? "message-infirme" : said[after] };
});

export const takeUpAgain = companyButton("approve", async ({ ctx, raw }) => {
  await retryFailed(ctx, raw.message ?? "");
  return { fait: "envoi-repris" };
});

export const sendNoteAgain = companyButton("work", async ({ ctx, raw }) => {
  await resendNote(ctx, raw.message ?? "");
  return { fait: "message-renvoye" };
});

export const fileRefusedNote = companyButton("work", async ({ ctx, raw }) => {
  await fileNote(ctx, raw.message ?? "");
  return { fait: "message-classe" };
});

export const noteInbound = companyButton("work", async ({ ctx, raw, access }) => {
  await handleInbound(ctx, raw.courriel ?? "");
  return { fait: "reponse-lue", to: `/${access.slug}` };
});

/** The day says what follows, and offers to take it back. */
export const setAnswerAside = companyButton("work", async ({ ctx, raw, access }) => {
  const answerId = raw.reponse ?? "";
  await rejectAnswer(ctx, answerId);
  return { fait: "reponse-ecartee", to: `/${access.slug}?${SET_ASIDE}=${answerId}` };
});

export const takeRejectionBack = companyButton("work", async ({ ctx, raw }) => {
  await reopenAnswer(ctx, raw.reponse ?? "");
  return { fait: "reponse-remise" };
});

export const noteAlert = companyButton("work", async ({ ctx, raw }) => {
  await noteLimitationAlert(ctx, raw.facture ?? "", raw);
  return { fait: "alerte-vue" };
});
