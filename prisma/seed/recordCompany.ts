/** Clients and invoices of a company, with their dates, their numbers and their PDFs. */
import { addDays, type LocalDate, minDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { parseAmount } from "@/domain/money";
import { formatIban } from "@/domain/parties/iban";
import { recordInvoice } from "@/usecases/invoicing/recordInvoice";
import { createClient } from "@/usecases/parties/saveClient";
import { invoicePdf } from "./invoicePdf";
import { noteEvents } from "./noteEvents";
import { type ClientScript, type CompanyScript, dueOnOf, type InvoiceScript } from "./script";
import { type PlayedInvoice, type World, ZONE } from "./world";

const USUAL_TERM_DAYS = 30;
/** Work is done this long before its invoice is issued. */
const PERFORMED_DAYS_BEFORE = 6;

export interface DatedInvoice {
  client: ClientScript;
  script: InvoiceScript;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  number: string;
}

/** Every invoice of the script with its dates and its number, in the order they are issued. */
export function datedInvoices(script: CompanyScript, openingOn: LocalDate): DatedInvoice[] {
  const dated = script.clients.flatMap((client) =>
    client.invoices.map((invoice) => {
      const dueOn = dueOnOf(invoice.due, openingOn, ZONE);
      const issuedOn = minDate(addDays(dueOn, -(client.termDays ?? USUAL_TERM_DAYS)), openingOn);
      return { client, script: invoice, issuedOn, dueOn };
    }),
  );
  dated.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
  const { prefix, first } = script.numbering;
  let year = dated[0]?.issuedOn.slice(0, 4) ?? "";
  let sequence = first - 1;
  return dated.map((invoice) => {
    const itsYear = invoice.issuedOn.slice(0, 4);
    // A series of numbers starts again with the year.
    sequence = itsYear === year ? sequence + 1 : 1;
    year = itsYear;
    return { ...invoice, number: `${prefix}-${year}-${String(sequence).padStart(4, "0")}` };
  });
}

export async function recordClient(world: World, client: ClientScript): Promise<string> {
  return createClient(world.ctx, {
    kind: client.kind ?? "B2B",
    name: client.name,
    siren: client.siren ?? "",
    street: client.street,
    postcode: client.postcode,
    city: client.city,
    country: client.country ?? "FR",
    language: client.language ?? "fr",
    note: client.note ?? "",
    dunningOptOut: client.isOptedOut ? "1" : "",
    contactName: client.contact,
    contactEmail: client.email,
    contactPhone: client.phone,
    copyEmail: client.copyEmail ?? "",
  });
}

/** Issues one invoice with its PDF, and notes what is known to happen to it. */
export async function issueInvoice(world: World, invoice: DatedInvoice, clientId: string): Promise<void> {
  const { client, script, issuedOn, dueOn, number } = invoice;
  const totalCents = parseAmount(script.euros);
  const vatCents = totalCents / 6n;
  const file = script.isBare ? null : { name: `${number}.pdf`, bytes: pdfOf(world.script, invoice) };
  const id = await recordInvoice(
    world.ctx,
    {
      clientId,
      number,
      subject: script.subject,
      orderReference: script.order ?? "",
      issuedOn: formatDateNumeric(issuedOn),
      dueOn: formatDateNumeric(dueOn),
      performedOn: formatDateNumeric(addDays(issuedOn, -PERFORMED_DAYS_BEFORE)),
      totalCents: script.euros,
      vatCents: `${vatCents / 100n},${String(vatCents % 100n).padStart(2, "0")}`,
      mentionsPresent: "oui",
    },
    file,
  );
  const played: PlayedInvoice = {
    id,
    number,
    script,
    client,
    dueOn,
    calls: [...(script.calls ?? [])],
  };
  world.invoices.set(id, played);
  noteEvents(world, played);
}

function pdfOf({ identity }: CompanyScript, invoice: DatedInvoice): Uint8Array {
  const { client, script, issuedOn, dueOn, number } = invoice;
  const totalCents = parseAmount(script.euros);
  return invoicePdf({
    creditor: [
      identity.legalName ?? "",
      identity.street ?? "",
      `${identity.postcode} ${identity.city}`,
      `SIREN ${identity.siren}, RCS ${identity.rcsCity}`,
    ],
    debtor: [client.name, client.street, `${client.postcode} ${client.city}`],
    number,
    subject: script.subject,
    ...(script.order && { order: script.order }),
    issuedOn,
    dueOn,
    totalCents,
    vatCents: totalCents / 6n,
    iban: formatIban((identity.iban ?? "").replaceAll(" ", "")),
  });
}
