import { type MailLookRow, readMailLook } from "@/db/dunning/mailLook";
import { inCompany } from "@/db/inCompany";
import type { FoundLink } from "./openAnswerLink";

/** The logo of the creditor behind a link, or null when it has none. */
export async function readLinkLogo(link: FoundLink): Promise<MailLookRow["logo"]> {
  return inCompany(link.companyId, async (tx) => (await readMailLook(tx, link.companyId)).logo);
}
