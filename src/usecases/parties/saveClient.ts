/** Creates and edits the debtor's record and its contacts. */

import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import { newId } from "@/db/values";
import {
  checkbox,
  type FieldReader,
  fieldError,
  line,
  oneOf,
  optional,
  paragraph,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { parsePostcode } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { decideAgain } from "../dunning/planInvoices";
import { actorName, type CompanyCtx } from "../ports";

/** French postcodes are checked; foreign ones are kept as typed. */
function postcodeIn(country: string): FieldReader<string | null> {
  return optional(country === "FR" ? parsePostcode : line("le code postal", 12));
}

const CLIENT_FIELDS = {
  kind: oneOf(DEBTOR_KINDS, "Choisissez le type de client\u00a0: il décide des règles applicables."),
  name: line("le nom du client", 120),
  reference: optional(line("la référence", 40)),
  siren: optional(parseSiren),
  complement: optional(line("le complément", 60)),
  street: optional(line("la rue", 60)),
  city: optional(line("la ville", 60)),
  country: (text: string) => (text === "" ? "FR" : text.slice(0, 2).toUpperCase()),
  language: oneOf(["fr", "en"], "Choisissez la langue."),
  note: paragraph(2_000),
  dunningOptOut: checkbox,
  contactName: line("le contact", 80, { optional: true }),
  contactEmail: optional(parseEmailAddress),
  contactPhone: optional(parsePhoneNumber),
  copyEmail: optional(parseEmailAddress),
} as const;

function readClient(raw: RawFields) {
  const fields = { ...CLIENT_FIELDS, postcode: postcodeIn((raw.country ?? "").toUpperCase() || "FR") };
  const { contactName, contactEmail, contactPhone, copyEmail, ...client } = readFields(
    { language: "fr", ...raw },
    fields,
  );
  return { client, contact: { contactName, contactEmail, contactPhone, copyEmail } };
}

/**
 * Creates a client with its first contact.
 *
 * @returns the id of the client
 * @throws InputError with every field that is wrong, also when the reference is taken
 */
export async function createClient(ctx: CompanyCtx, raw: RawFields): Promise<string> {
  const { client, contact } = readClient(raw);
  const id = newId();
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    await refuseTakenReference(tx, ctx.companyId, client.reference, null);
    await tx.client.create({ data: { ...client, companyId: ctx.companyId, id, createdAt: new Date(now) } });
    await writeContacts(tx, ctx.companyId, id, contact);
    await journalClient(tx, ctx, id, "client.created", now);
  });
  return id;
}

/** Edits a client. What it changes for its open invoices is decided at once. */
export async function updateClient(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { client, contact } = readClient(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const where = { companyId_id: { companyId: ctx.companyId, id: clientId } };
    if (!(await tx.client.findUnique({ where, select: { id: true } }))) throw notFound();
    await refuseTakenReference(tx, ctx.companyId, client.reference, clientId);
    const open = await tx.invoice.findMany({
      where: { companyId: ctx.companyId, clientId, status: "OPEN" },
      select: { id: true },
    });
    const invoiceIds = open.map((invoice) => invoice.id);
    await lockInvoices(tx, ctx.companyId, invoiceIds);
    await tx.client.update({ where, data: client });
    await writeContacts(tx, ctx.companyId, clientId, contact);
    await decideAgain(tx, ctx.companyId, invoiceIds, now);
    await journalClient(tx, ctx, clientId, "client.edited", now);
  });
}

export function notFound(): DomainError {
  return new DomainError("NOT_FOUND", "Introuvable\u00a0: l’adresse est peut-être ancienne.");
}

async function refuseTakenReference(
  tx: Tx,
  companyId: string,
  reference: string | null,
  ownId: string | null,
) {
  if (reference === null) return;
  const other = await tx.client.findFirst({
    where: { companyId, reference },
    select: { id: true, name: true },
  });
  if (other && other.id !== ownId) {
    throw fieldError("reference", "TAKEN", `Cette référence est déjà celle de ${other.name}.`);
  }
}

interface ContactInput {
  contactName: string;
  contactEmail: string | null;
  contactPhone: string | null;
  copyEmail: string | null;
}

/** The billing contact and the copy of a client. A corrected address gets a new chance. */
async function writeContacts(
  tx: Tx,
  companyId: string,
  clientId: string,
  input: ContactInput,
): Promise<void> {
  const existing = await tx.contact.findMany({ where: { companyId, clientId } });
  const wanted = [
    {
      role: "BILLING" as const,
      name: input.contactName,
      email: input.contactEmail,
      phone: input.contactPhone,
    },
    { role: "COPY" as const, name: "", email: input.copyEmail, phone: null },
  ];
  for (const contact of wanted) {
    const current = existing.find((one) => one.role === contact.role);
    const isEmpty = contact.email === null && contact.phone === null && contact.name === "";
    if (current && isEmpty) {
      await tx.contact.delete({ where: { companyId_id: { companyId, id: current.id } } });
    } else if (current) {
      const isSame = current.email === contact.email;
      await tx.contact.update({
        where: { companyId_id: { companyId, id: current.id } },
        data: { ...contact, ...(isSame ? {} : { emailState: "UNKNOWN", refusal: null }) },
      });
    } else if (!isEmpty) {
      await tx.contact.create({ data: { ...contact, companyId, id: newId(), clientId } });
    }
  }
}

async function journalClient(tx: Tx, ctx: CompanyCtx, entityId: string, action: string, now: number) {
  const event = { actor: actorName(ctx.actor), action, entity: "client", entityId, data: {} };
  await appendJournal(tx, ctx.companyId, [event], now);
}
