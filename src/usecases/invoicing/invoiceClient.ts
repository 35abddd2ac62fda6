/** The client of a new invoice, as the form of the invoice gives it: known, or created with it. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readClientChoice, readClientChoices } from "@/db/parties/clientChoices";
import { type FieldChoice, type FieldError, InputError, type RawFields } from "@/domain/fields";
import { clientNote, isEnteredTwice, meantClient, type NamedClient } from "@/domain/parties/clientChoice";
import { typeset } from "@/domain/typography";
import { createClientIn, notFound, readClientFields } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

/** Field that is ticked when the client is to be created. */
export const NEW_CLIENT_FIELD = "newClient";
/** What the names of the fields of the client begin with, since some exist on the invoice too. */
export const CLIENT_PREFIX = "client_";
/** Name of the client, known or new. */
export const CLIENT_NAME_FIELD = `${CLIENT_PREFIX}name`;
/** Client chosen in a list, beside its name. */
export const CLIENT_ID_FIELD = "clientId";

/** Clients offered when a text does not name one of them. */
const OFFERED = 8;

type NewClientFields = ReturnType<typeof readClientFields>;

/** A known client, or what is typed of a new one. */
export type InvoiceClient = { id: string; fields: null } | { id: null; fields: NewClientFields };

/**
 * Reads the client.
 *
 * @throws InputError beside its fields; with the clients to choose from when the name does not say which.
 * DomainError NOT_FOUND for a client of nobody, or of another company
 */
export async function readInvoiceClient(ctx: CompanyCtx, raw: RawFields): Promise<InvoiceClient> {
  const text = (raw[CLIENT_NAME_FIELD] ?? "").trim().slice(0, 300);
  if (raw[NEW_CLIENT_FIELD]) return { id: null, fields: readNewClient(raw) };
  const { pointed, near } = await readCandidates(ctx, text, raw[CLIENT_ID_FIELD] ?? "");
  if (text === "") {
    if (pointed) return { id: pointed.id, fields: null };
    throw refused("REQUIRED", "Indiquez le client : son nom suffit.");
  }
  const meant = meantClient(text, pointed, near);
  if (meant.kind === "found") return { id: meant.client.id, fields: null };
  if (meant.kind === "several") {
    throw refused("SEVERAL", "Plusieurs clients répondent à ce nom. Choisissez le bon.", meant.clients);
  }
  const away = await readArchived(ctx, text);
  if (away.length > 0) {
    const words =
      "Ce client est archivé. Choisissez-le pour le reprendre ; si c’est un autre, cochez « Nouveau client ».";
    throw refused("ARCHIVED", words, away);
  }
  if (meant.near.length > 0) {
    const words =
      "Aucun client ne s’appelle exactement ainsi. Choisissez le bon, ou cochez « Nouveau client ».";
    throw refused("UNKNOWN", words, meant.near);
  }
  throw refused("UNKNOWN", "Aucun client ne porte ce nom. Vérifiez-le, ou cochez « Nouveau client ».");
}

async function readCandidates(ctx: CompanyCtx, text: string, pointedId: string) {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const pointed = isId(pointedId) ? await readClientChoice(tx, companyId, pointedId) : null;
    if (isId(pointedId) && !pointed) throw notFound();
    const near = text === "" ? [] : await readClientChoices(tx, companyId, text, OFFERED);
    return { pointed, near };
  });
}

/** Clients put away that the text names: their invoice takes them up again, at the word of whoever types it. */
async function readArchived(ctx: CompanyCtx, text: string): Promise<readonly NamedClient[]> {
  const { companyId } = ctx;
  const away = await inCompany(companyId, (tx) => readClientChoices(tx, companyId, text, OFFERED, true));
  const meant = meantClient(text, null, away);
  return meant.kind === "found" ? [meant.client] : meant.kind === "several" ? meant.clients : [];
}

function refused(code: string, message: string, clients: readonly NamedClient[] = []): InputError {
  const choices: FieldChoice[] = clients.map((client) => ({
    value: client.id,
    label: client.name,
    hint: clientNote(client),
  }));
  const error: FieldError = { field: CLIENT_NAME_FIELD, code, message: typeset(message) };
  return new InputError([choices.length > 0 ? { ...error, choices } : error]);
}

/**
 * Creates the client of a new invoice, inside its transaction. Two clients of one name are told apart
 * by something, or they are one client entered twice.
 *
 * @throws InputError when its name is another's and nothing tells the two apart
 */
export async function createInvoiceClientIn(
  tx: Tx,
  ctx: CompanyCtx,
  { client, contacts }: NewClientFields,
): Promise<string> {
  const email = contacts.find((contact) => contact.email)?.email ?? null;
  const near = [
    ...(await readClientChoices(tx, ctx.companyId, client.name, OFFERED)),
    ...(await readClientChoices(tx, ctx.companyId, client.name, OFFERED, true)),
  ];
  const meant = meantClient(client.name, null, near);
  const named = meant.kind === "found" ? [meant.client] : meant.kind === "several" ? meant.clients : [];
  if (named.some((known) => isEnteredTwice({ ...client, email }, known))) {
    throw refused(
      "TWIN",
      "Un client porte déjà ce nom. Décochez « Nouveau client » pour le prendre ; si c’est un autre, indiquez une ville, un SIREN ou un courriel différent.",
    );
  }
  return createClientIn(tx, ctx, { client, contacts });
}

function readNewClient(raw: RawFields): NewClientFields {
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
