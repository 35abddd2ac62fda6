/** A statement as it would be written now, to be read before it leaves: its link opens nothing. */
import type { Tx } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import type { AccountContent } from "@/domain/settlement/accountStatement";
import { logoData } from "../dunning/lookOf";
import { composeAccountOf } from "./composeAccountOf";

export async function previewAccount(
  tx: Tx,
  companyId: string,
  { clientId, toEmails }: { clientId: string; toEmails: readonly string[] },
  day: { today: LocalDate; zone: string },
): Promise<AccountContent> {
  const query = { clientId, toEmails, ...day, answerUrl: "", logoUrl: logoData };
  return (await composeAccountOf(tx, companyId, query)).content;
}
