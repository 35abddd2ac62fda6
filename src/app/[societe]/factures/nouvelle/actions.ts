"use server";
/** Creating an invoice, its client and its PDF with it. */
import { redirect } from "next/navigation";
import { InputError } from "@/domain/fields";
import { FILE_FIELD } from "@/usecases/invoicing/attachDocument";
import { recordInvoice } from "@/usecases/invoicing/recordInvoice";
import { companyForm } from "../../../_server/company";
import { withFlash } from "../../../_server/flash";
import { sentFile } from "../../../_server/sentFile";

const LOST_FILE = "Choisissez de nouveau le PDF\u00a0: le navigateur ne le garde pas.";

export const createInvoice = companyForm("work", async ({ ctx, access, raw, form }) => {
  const file = await sentFile(form);
  try {
    const id = await recordInvoice(ctx, raw, file);
    redirect(withFlash(`/${access.slug}/factures/${id}`, { fait: "facture-creee" }));
  } catch (error) {
    // Everything typed comes back, but a browser never gives a file back to a form.
    const isLost =
      error instanceof InputError && file && !error.errors.some((one) => one.field === FILE_FIELD);
    if (!isLost) throw error;
    throw new InputError([...error.errors, { field: FILE_FIELD, code: "LOST", message: LOST_FILE }]);
  }
});
