/** Invoices that a payment of the accounts may settle arrive suspended; those that are here already stay as they are. */
import type { KnownInvoice } from "@/db/invoicing/importRows";
import { typeset } from "@/domain/typography";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";

const SENTENCE = typeset(
  "Un crédit que rien ne lettre règle peut-être cette facture. Elle est déjà ici, et un import ne suspend rien de ce qui y est : vérifiez qu’elle reste due, ou suspendez ses relances.",
);

export interface KnownDoubts {
  lines: InvoiceCsvLine[];
  /** The invoices here that this is said of, for a person to suspend them. */
  invoiceIds: string[];
}

/**
 * Says of the invoices that are here already what is true of them: one that is open may be paid, and nothing suspends
 * it; nothing is left to say of the others.
 *
 * @param known what bears the numbers of these lines
 */
export function sayKnownDoubts(
  lines: readonly InvoiceCsvLine[],
  known: ReadonlyMap<string, KnownInvoice>,
): KnownDoubts {
  const invoiceIds: string[] = [];
  const said = lines.map((line) => {
    const here = line.record?.doubt !== undefined ? known.get(line.record.number) : undefined;
    if (!here || here.isUndone) return line;
    const isReminded = here.status === "OPEN" && !here.isHeld;
    if (isReminded) invoiceIds.push(here.id);
    const notices = line.notices.flatMap((notice) => {
      if (notice.code !== "UNMATCHED_CREDIT") return [notice];
      return isReminded ? [{ ...notice, code: "KNOWN_DOUBT" as const, message: SENTENCE }] : [];
    });
    return { ...line, notices };
  });
  return { lines: said, invoiceIds };
}
