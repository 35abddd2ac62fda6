/** A whole invoice from one form: its client, known or new, its fields, its PDF. */
import { isId } from "@/db/inCompany";
import { type FieldError, fieldError, InputError, type RawFields } from "@/domain/fields";
import { onceForForm } from "../onceForForm";
import { createClientIn, readClientFields } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { attachDocumentIn, checkPdf, type SentFile } from "./attachDocument";
import { createInvoiceIn, readInvoiceFields } from "./saveInvoice";

/** Value of the field `clientId` that asks for a new client. */
export const NEW_CLIENT = "nouveau";
/** What the names of the fields of the new client begin with, since some exist on the invoice too. */
export const CLIENT_PREFIX = "client_";

/**
 * Creates the invoice, with its client when it is new and its PDF when there is one: all of it or
 * nothing.
 *
 * @returns id of the invoice
 * @throws InputError with every field that is wrong, those of the client and the file included
 */
export async function recordInvoice(ctx: CompanyCtx, raw: RawFields, file: SentFile | null): Promise<string> {
  const errors: FieldError[] = [];
  const isNew = raw.clientId === NEW_CLIENT;
  const clientId = isNew ? null : collect(errors, () => knownClient(raw.clientId));
  const client = isNew ? collect(errors, () => readNewClient(raw)) : null;
  const invoice = collect(errors, () => readInvoiceFields(raw));
  if (file) collect(errors, () => checkPdf(file));
  if (errors.length > 0 || !invoice) throw new InputError(errors);

  const id = await onceForForm(ctx, async (tx) => {
    const ownerId = client ? await createClientIn(tx, ctx, client) : clientId;
    if (!ownerId) throw noClient();
    const invoiceId = await createInvoiceIn(tx, ctx, ownerId, invoice);
    if (file) await attachDocumentIn(tx, ctx, invoiceId, file);
    return invoiceId;
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return id;
}

function noClient(): InputError {
  return fieldError("clientId", "REQUIRED", "Choisissez le client, ou créez-le.");
}

function knownClient(id: string | undefined): string {
  if (id === undefined || !isId(id)) throw noClient();
  return id;
}

/** What `work` gives, or undefined with its errors put with the others. */
function collect<Value>(errors: FieldError[], work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}

function readNewClient(raw: RawFields) {
  const own = Object.entries(raw).flatMap(([field, value]) =>
    field.startsWith(CLIENT_PREFIX) ? [[field.slice(CLIENT_PREFIX.length), value] as const] : [],
  );
  try {
    return readClientFields(Object.fromEntries(own));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.errors.map((one) => ({ ...one, field: `${CLIENT_PREFIX}${one.field}` })));
  }
}
