"use server";
/** Verifying the journal. It reads everything and changes nothing. */
import { formatCount } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { verifyCompanyJournal } from "@/usecases/reporting/verifyJournals";
import { companyForm } from "../../_server/company";

export const verify = companyForm("read", async ({ ctx }) => {
  const { entries, brokenAt } = await verifyCompanyJournal(ctx);
  const count = formatCount(entries);
  if (brokenAt === null) {
    const message =
      entries === 1n
        ? "L’unique entrée a été vérifiée : elle est intacte."
        : `${count} entrées vérifiées une à une : aucune n’a été modifiée, retirée ni ajoutée après coup.`;
    return { status: "done", message: typeset(message), errors: {}, values: {} };
  }
  const message = `L’entrée n° ${brokenAt} ne correspond plus à son empreinte : elle, ou une voisine, a été changée. Les ${count} premières sont intactes. Prévenez l’exploitant de ce serveur.`;
  return { status: "error", message: typeset(message), errors: {}, values: {} };
});
