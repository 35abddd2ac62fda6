/** An invoice that a program sends: recorded once, however often it comes. */
import { inCompany, type Tx } from "@/db/inCompany";
import { IMPORT_UNDONE } from "@/db/invoicing/importRows";
import { sqlStateOf } from "@/db/sqlState";
import { fromLocalDate, newId, toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { collect, type FieldError, InputError, type RawFields } from "@/domain/fields";
import { formatEuros } from "@/domain/money";
import { isSameClient } from "@/domain/parties/clientMatch";
import { typeset } from "@/domain/typography";
import { planInvoices } from "../dunning/planInvoices";
import type { CompanyCtx } from "../ports";
import { CLIENT_PREFIX } from "./invoiceClient";
import { companyToday, createInvoiceIn, journalInvoice, readInvoiceFields } from "./saveInvoice";
import type { InvoiceInput } from "./seenInvoice";
import { describeClient, findOrCreateClient, type SentClient, signsOfClient } from "./sentClient";

/** Code of each field in which an invoice of this number is already known otherwise. */
export const KNOWN_OTHERWISE = "KNOWN_OTHERWISE";

/** Why nothing leaves yet for an invoice that was late when it came. */
const AWAITS_THE_REST = "Envoyée déjà échue\u00a0: ses règlements et son PDF peuvent suivre dans la journée";

/** Two that arrive together: the second finds what the first has written. */
const UNIQUE_VIOLATION = ["23505", "P2002"];

export interface SentInvoice {
  /** Fields of the form of an invoice; those left out say nothing. */
  fields: RawFields;
  client: SentClient;
}

export interface TakenInvoice {
  id: string;
  /** False when the company had it already, with what was said of it. */
  isNew: boolean;
}

/**
 * Records an invoice with its client, as the page of a new invoice does; one that is late already is not reminded on
 * the day it comes. One of the same number that says the
 * same is the same invoice.
 *
 * @throws InputError with every field that is wrong; with {@link KNOWN_OTHERWISE} on each that differs from the
 *   invoice of that number
 */
export async function takeInvoice(ctx: CompanyCtx, sent: SentInvoice): Promise<TakenInvoice> {
  const errors: FieldError[] = [];
  const invoice = collect(errors, () => readInvoiceFields(sent.fields));
  const { client } = sent;
  if ("fields" in client) collect(errors, () => describeClient(client.fields));
  if (errors.length > 0 || !invoice) throw new InputError(errors);

  const take = () => inCompany(ctx.companyId, (tx) => takeIn(tx, ctx, sent, invoice));
  const taken = await take().catch((error: unknown) => {
    if (UNIQUE_VIOLATION.includes(sqlStateOf(error) ?? "")) return take();
    throw error;
  });
  if (taken.isNew) await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return taken;
}

async function takeIn(
  tx: Tx,
  ctx: CompanyCtx,
  sent: SentInvoice,
  invoice: InvoiceInput,
): Promise<TakenInvoice> {
  // One at a time, as imports: two of them side by side could create the same client twice.
  await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${ctx.companyId}::uuid FOR NO KEY UPDATE`;
  const known = await readKnown(tx, ctx.companyId, invoice.number);
  if (known) {
    const differences = await differencesOf(tx, known, sent, invoice);
    if (differences.length > 0) throw new InputError(differences);
    return { id: known.id, isNew: false };
  }
  const clientId = await findOrCreateClient(tx, ctx, sent.client);
  const id = await createInvoiceIn(tx, ctx, clientId, invoice);
  await awaitTheRest(tx, ctx, id, invoice.dueOn);
  return { id, isNew: true };
}

/**
 * An invoice that comes late was perhaps paid: a program sends the invoice first, then its payments and its PDF. It is
 * reminded from the day after.
 */
async function awaitTheRest(tx: Tx, ctx: CompanyCtx, invoiceId: string, dueOn: LocalDate): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const today = await companyToday(tx, companyId, now);
  if (dueOn >= today) return;
  await tx.hold.create({
    data: {
      companyId,
      id: newId(),
      invoiceId,
      kind: "MANUAL",
      reason: AWAITS_THE_REST,
      startedOn: fromLocalDate(today),
      untilOn: fromLocalDate(today),
      createdAt: new Date(now),
    },
    select: { id: true },
  });
  await planInvoices(tx, companyId, [invoiceId], now);
  const data = { untilOn: today, kind: "MANUAL" };
  await journalInvoice(tx, ctx, invoiceId, "hold.started", data);
}

type Known = NonNullable<Awaited<ReturnType<typeof readKnown>>>;

async function readKnown(tx: Tx, companyId: string, number: string) {
  const row = await tx.invoice.findUnique({
    where: { companyId_number: { companyId, number } },
    include: { client: { select: { name: true, reference: true, siren: true, nameKey: true } } },
  });
  return (
    row && {
      ...row,
      issuedOn: toLocalDate(row.issuedOn),
      dueOn: toLocalDate(row.dueOn),
      performedOn: toLocalDateOrNull(row.performedOn),
      requestReceivedOn: toLocalDateOrNull(row.requestReceivedOn),
    }
  );
}

/** How each field that can differ is written. */
const WRITERS: { [Field in keyof InvoiceInput]: (value: NonNullable<InvoiceInput[Field]>) => string } = {
  number: String,
  subject: (text) => text || "rien",
  orderReference: String,
  issuedOn: formatDateNumeric,
  dueOn: formatDateNumeric,
  performedOn: formatDateNumeric,
  requestReceivedOn: formatDateNumeric,
  totalCents: formatEuros,
  vatCents: formatEuros,
  mentionsPresent: (isPresent) => (isPresent ? "oui" : "non"),
  dunningOptOut: (isOut) => (isOut ? "oui" : "non"),
};

/** What is said of the invoice otherwise than it is known; what is not said agrees with anything. */
async function differencesOf(
  tx: Tx,
  known: Known,
  sent: SentInvoice,
  invoice: InvoiceInput,
): Promise<FieldError[]> {
  if (known.status === "CANCELLED" && known.closeReason === IMPORT_UNDONE) {
    const why = `La facture ${known.number} a été annulée avec l’import qui l’avait créée : rouvrez-la sur sa page.`;
    return [otherwise("number", why)];
  }
  const differ = <Field extends keyof InvoiceInput>(field: Field): FieldError[] => {
    const here = known[field] as InvoiceInput[Field];
    if (sent.fields[field] === undefined || here === invoice[field]) return [];
    const value = here === null || here === undefined ? "rien" : WRITERS[field](here);
    return [otherwise(field, `La facture ${known.number} existe déjà. Ici, dans Dûment : ${value}.`)];
  };
  const fields = Object.keys(WRITERS) as (keyof InvoiceInput)[];
  const isMeant =
    "id" in sent.client
      ? sent.client.id === known.clientId
      : isSameClient(known.client, await signsOfClient(tx, describeClient(sent.client.fields)));
  const client = otherwise(
    `${CLIENT_PREFIX}${"id" in sent.client ? "id" : "name"}`,
    `La facture ${known.number} existe déjà, pour ${known.client.name}.`,
  );
  return [...fields.flatMap(differ), ...(isMeant ? [] : [client])];
}

function otherwise(field: string, message: string): FieldError {
  return { field, code: KNOWN_OTHERWISE, message: typeset(message) };
}
