import { notFound } from "next/navigation";
import { messageReader } from "@/context/messageReader";
import type { HandTarget } from "@/usecases/dunning/draftHandReminder";
import { readHandReminder } from "@/usecases/dunning/readHandReminder";
import { enterCompany, tryEnterCompany } from "../../_server/company";
import { framedMail } from "../../_server/framedMail";
import { orNotFound } from "../../_server/orNotFound";
import { param } from "../../_server/paths";
import type { HandReminderPage } from "./HandReminderPage";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Enters a company to remind by hand of one invoice, or of all that is late with a client. */
export async function enterHandReminder(
  slug: string,
  about: { target: HandTarget; path: string },
  search: Search,
): Promise<HandReminderPage> {
  const { ctx, access, may } = await enterCompany(slug, "work");
  const view = await orNotFound(
    readHandReminder(ctx, about.target, param(search, "modele"), messageReader()),
  );
  const base = `/${access.slug}${about.path}`;
  return {
    view,
    slug: access.slug,
    base,
    here: `${base}/relancer`,
    target:
      "invoiceId" in about.target ? { facture: about.target.invoiceId } : { client: about.target.clientId },
    isText: param(search, "vue") === "texte",
    mayApprove: may("approve"),
    mayInsist: may("configure"),
  };
}

/** The HTML of the message to come, for the frame of its page. */
export async function framedHandReminder(
  slug: string,
  target: HandTarget,
  stepId: string,
): Promise<Response> {
  const entered = await tryEnterCompany(slug, "work");
  if (!entered) notFound();
  const { parts } = await orNotFound(readHandReminder(entered.ctx, target, stepId, messageReader()));
  if (!parts) notFound();
  return framedMail(parts.html);
}
