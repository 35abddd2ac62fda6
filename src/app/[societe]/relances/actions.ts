"use server";
/** Approving several reminders with one gesture. */
import { DomainError } from "@/domain/invariant";
import { approveMessages } from "@/usecases/dunning/decideMessages";
import { companyButton } from "../../_server/company";

export const approveChosen = companyButton("approve", async ({ ctx, form }) => {
  const chosen = form.getAll("message").filter((id): id is string => typeof id === "string");
  const approved = await approveMessages(ctx, chosen);
  if (approved === 0) throw new DomainError("MESSAGE_MOVED", "Ces messages ont changé d’état entre-temps.");
  return { fait: "messages-approuves" };
});
