/** A whole invoice from one form: its client, known or new, its fields, its PDF. */
import { collect, type FieldError, InputError, type RawFields } from "@/domain/fields";
import { statedInvoiceOf } from "@/formats/einvoice/statedInvoice";
import { onceForForm } from "../onceForForm";
import type { CompanyCtx } from "../ports";
import { attachDocumentIn, checkPdf, type SentFile } from "./attachDocument";
import { createInvoiceClientIn, type InvoiceClient, readInvoiceClient } from "./invoiceClient";
import { createInvoiceIn, readInvoiceFields } from "./saveInvoice";

/**
 * Creates the invoice, with its client when it is new and its PDF when there is one: all of it or
 * nothing.
 *
 * @returns id of the invoice
 * @throws InputError with every field that is wrong, those of the client and the file included
 */
export async function recordInvoice(ctx: CompanyCtx, raw: RawFields, file: SentFile | null): Promise<string> {
  const errors: FieldError[] = [];
  const client = await collectAsync(errors, readInvoiceClient(ctx, raw));
  const invoice = collect(errors, () => readInvoiceFields(raw));
  if (file) collect(errors, () => checkPdf(file));
  if (errors.length > 0 || !client || !invoice) throw new InputError(errors);

  const stated = file && statedInvoiceOf(file.bytes);
  const id = await onceForForm(ctx, async (tx) => {
    const clientId = client.fields ? await createInvoiceClientIn(tx, ctx, client.fields) : client.id;
    const invoiceId = await createInvoiceIn(tx, ctx, clientId, invoice);
    if (file) await attachDocumentIn(tx, ctx, invoiceId, { ...file, stated });
    return invoiceId;
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return id;
}

async function collectAsync(
  errors: FieldError[],
  reading: Promise<InvoiceClient>,
): Promise<InvoiceClient | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}
