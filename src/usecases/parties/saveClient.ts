/** Creates and edits the debtor's record and its contacts. */

import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readClientFile } from "@/db/parties/clientFile";
import { lockClient } from "@/db/parties/lockClient";
import { newId } from "@/db/values";
import {
  checkbox,
  collect,
  type FieldError,
  type FieldReader,
  fieldError,
  InputError,
  line,
  oneOf,
  optional,
  paragraph,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { countryCodeOf } from "@/domain/parties/country";
import { parsePostcode } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { parseVatNumber } from "@/domain/parties/vatNumber";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { afterDe } from "@/domain/typography";
import { decideAgain } from "../dunning/planInvoices";
import { type Deed, journalBy } from "../journalBy";
import { onceForForm } from "../onceForForm";
import type { CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { readContacts, writeContacts } from "./clientContacts";
import { seenClient } from "./seenClient";

/** French postcodes are checked; foreign ones are kept as typed. */
function postcodeIn(country: string): FieldReader<string | null> {
  return optional(country === "FR" ? parsePostcode : line("le code postal", 12));
}

/** Empty → France; a name or a code of two letters. */
const country: FieldReader<string> = (text, field) => {
  if (text === "") return "FR";
  const code = countryCodeOf(text);
  if (!code) throw new DomainError("COUNTRY", "Pays inconnu. Écrivez par exemple Belgique, ou BE.", field);
  return code;
};

const CLIENT_FIELDS = {
  kind: oneOf(DEBTOR_KINDS, "Choisissez le type de client\u00a0: il décide des règles applicables."),
  name: line("le nom du client", 120),
  reference: optional(line("la référence", 40)),
  siren: optional(parseSiren),
  vatNumber: optional(parseVatNumber),
  complement: optional(line("le complément", 60)),
  street: optional(line("la rue", 60)),
  city: optional(line("la ville", 60)),
  country,
  language: oneOf(["fr", "en"], "Choisissez la langue."),
  note: paragraph(2_000),
  dunningOptOut: checkbox,
  scenarioId: (text: string) => (isId(text) ? text : null),
} as const;

/** Reads the fields of a client and its contacts. @throws InputError with every field that is wrong */
export function readClientFields(raw: RawFields) {
  const fields = { ...CLIENT_FIELDS, postcode: postcodeIn(countryCodeOf(raw.country ?? "") ?? "FR") };
  const errors: FieldError[] = [];
  const client = collect(errors, () => readFields({ language: "fr", ...raw }, fields));
  const contacts = collect(errors, () => readContacts(raw));
  if (!client || !contacts) throw new InputError(errors);
  return { client, contacts };
}

/**
 * Creates a client with its contacts.
 *
 * @returns the id of the client
 * @throws InputError with every field that is wrong, also when the reference is taken
 */
export async function createClient(ctx: CompanyCtx, raw: RawFields): Promise<string> {
  const input = readClientFields(raw);
  return onceForForm(ctx, (tx) => createClientIn(tx, ctx, input));
}

/** The same inside a caller's transaction. */
export async function createClientIn(
  tx: Tx,
  ctx: CompanyCtx,
  { client, contacts }: ReturnType<typeof readClientFields>,
): Promise<string> {
  const id = newId();
  const now = ctx.clock.now();
  await refuseTakenReference(tx, ctx.companyId, client.reference, null);
  await refuseUnknownScenario(tx, ctx.companyId, client.scenarioId);
  await tx.client.create({ data: { ...client, companyId: ctx.companyId, id, createdAt: new Date(now) } });
  await writeContacts(tx, ctx.companyId, id, contacts);
  await journalClient(tx, ctx, id, "client.created");
  return id;
}

/**
 * Edits a client. What it changes for its open invoices is decided at once.
 *
 * @throws InputError with every field that is wrong; FormError when someone else has changed it meanwhile
 */
export async function updateClient(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { client, contacts } = readClientFields(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    if (!isId(clientId) || !(await lockClient(tx, ctx.companyId, clientId))) throw notFound();
    const file = await readClientFile(tx, ctx.companyId, clientId);
    if (!file) throw notFound();
    await refuseStale(tx, ctx, raw, seenClient(file));
    await refuseTakenReference(tx, ctx.companyId, client.reference, clientId);
    await refuseUnknownScenario(tx, ctx.companyId, client.scenarioId);
    const invoiceIds = await readOpenInvoiceIds(tx, ctx.companyId, clientId);
    await lockInvoices(tx, ctx.companyId, invoiceIds);
    const where = { companyId_id: { companyId: ctx.companyId, id: clientId } };
    await tx.client.update({ where, data: client });
    await writeContacts(tx, ctx.companyId, clientId, contacts);
    await decideAgain(tx, ctx.companyId, invoiceIds, now);
    await journalClient(tx, ctx, clientId, "client.edited");
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
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
    throw fieldError("reference", "TAKEN", `Cette référence est déjà celle ${afterDe(other.name)}.`);
  }
}

/** A scenario of this company, or none: the default one then applies. */
async function refuseUnknownScenario(tx: Tx, companyId: string, id: string | null): Promise<void> {
  if (id === null) return;
  const known = await tx.scenario.findUnique({
    where: { companyId_id: { companyId, id } },
    select: { id: true },
  });
  if (!known) throw fieldError("scenarioId", "UNKNOWN", "Ce scénario n’existe plus. Choisissez-en un autre.");
}

/** Writes one event about a client in the journal. */
export async function journalClient(
  tx: Tx,
  ctx: CompanyCtx,
  entityId: string,
  action: JournalAction,
  data: Deed["data"] = {},
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "client", entityId, data });
}
