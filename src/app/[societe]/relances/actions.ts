"use server";
/** Approving several reminders with one gesture. */
import { DomainError } from "@/domain/invariant";
import { approveMessages } from "@/usecases/dunning/decideMessages";
import { wordsField } from "@/usecases/dunning/wordsAuthors";
import { companyButton } from "../../_server/company";

export const approveChosen = companyButton("approve", async ({ ctx, form, raw }) => {
  const chosen = form.getAll("message").filter((id): id is string => typeof id === "string");
  const readWords = new Map(chosen.map((id) => [id, raw[wordsField(id)] ?? ""]));
  const approved = await approveMessages(ctx, chosen, readWords);
  if (approved === 0) throw new DomainError("MESSAGE_MOVED", "Ces messages ont changé d’état entre-temps.");
  return { fait: "messages-approuves" };
});
