/** The client of an invoice that a program sends: named by its id, or described. */
import { isId, type Tx } from "@/db/inCompany";
import { isImportRunning } from "@/db/invoicing/importWork";
import { readNameKeys } from "@/db/parties/clientRows";
import { readLikelyClients } from "@/db/parties/likelyClients";
import { InputError, line, optional, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { findSoughtClient, type KnownClient } from "@/domain/parties/clientSought";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { formatSiren, parseSiren } from "@/domain/parties/siren";
import { afterDe, typeset } from "@/domain/typography";
import { createClientIn, readClientFields } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { CLIENT_PREFIX } from "./invoiceClient";

/** A client of the company by its id, or the fields of its form that say who it is. */
export type SentClient = { id: string } | { fields: RawFields };

/** Code of the refusal to create a client while an import creates some. */
export const IMPORT_RUNNING = "IMPORT_RUNNING";

/** What a described client is recognised by. */
export type ClientDescription = ReturnType<typeof describeClient>;

/** Reads what tells who the client is. @throws InputError with every field that is wrong, named as in the form of an invoice */
export function describeClient(fields: RawFields) {
  return ofClient(() =>
    readFields<{ name: string; reference: string | null; siren: string | null; contactEmail: string | null }>(
      fields,
      {
        name: line("le nom du client", 120),
        reference: optional(line("la référence", 40)),
        siren: optional(parseSiren),
        contactEmail: optional(parseEmailAddress),
      },
    ),
  );
}

/** Fields of a client have a prefix where they stand beside those of an invoice. */
function ofClient<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.errors.map((one) => ({ ...one, field: `${CLIENT_PREFIX}${one.field}` })));
  }
}

/** What a described client is recognised by, its name as the database compares names. */
export async function signsOfClient(tx: Tx, { name, reference, siren, contactEmail }: ClientDescription) {
  const nameKey = (await readNameKeys(tx, [name])).get(name) ?? "";
  return { reference, siren, nameKey, email: contactEmail };
}

/**
 * The client that is meant, created when the company does not know it. The caller has locked the company, as imports
 * do before they begin: two side by side could create the same client twice.
 *
 * @throws DomainError NOT_FOUND for an id of nobody, or of another company, {@link IMPORT_RUNNING}; InputError
 *   `SEVERAL` when several answer, `CONTRADICTED` when its reference is that of a client of another SIREN
 */
export async function findOrCreateClient(tx: Tx, ctx: CompanyCtx, client: SentClient): Promise<string> {
  const { companyId } = ctx;
  if ("id" in client) {
    const { id } = client;
    const found = isId(id)
      ? await tx.client.findUnique({ where: { companyId_id: { companyId, id } }, select: { id: true } })
      : null;
    if (!found) throw unknownClient();
    return found.id;
  }
  const signs = await signsOfClient(tx, describeClient(client.fields));
  const found = findSoughtClient(signs, await readLikelyClients(tx, companyId, signs));
  if (found.kind === "found") return found.client.id;
  if (found.kind === "several") throw severalClients(found.clients);
  if (found.kind === "contradicted") throw contradictedClient(found.client);
  // The same client may be among its lines, not yet to be seen here.
  if (await isImportRunning(tx, companyId)) throw importRunning();
  return createClientIn(
    tx,
    ctx,
    ofClient(() => readClientFields(client.fields)),
  );
}

export function unknownClient(): DomainError {
  return new DomainError(
    "NOT_FOUND",
    "Aucun client de la société n’a cet identifiant.",
    `${CLIENT_PREFIX}id`,
  );
}

function importRunning(): DomainError {
  return new DomainError(
    IMPORT_RUNNING,
    "Un import de factures est en cours. Renvoyez cette facture quand il sera terminé.",
  );
}

function severalClients(clients: readonly KnownClient[]): InputError {
  const message = typeset(
    clients.length === 1
      ? "Un client de ce nom existe déjà, et rien ne dit que c’est lui. Indiquez son identifiant (id), ou ce qui distingue l’autre : sa référence ou son SIREN."
      : "Plusieurs clients ont ce nom ou ce SIREN, et rien ne dit lequel. Indiquez l’identifiant (id) du bon ; s’il n’existe pas encore, créez-le dans Dûment avec sa référence, puis renvoyez la facture.",
  );
  const choices = clients.slice(0, 8).map(({ id, name, siren, emails }) => ({
    value: id,
    label: name,
    hint: [siren && `SIREN ${formatSiren(siren)}`, emails[0]].filter(Boolean).join(", "),
  }));
  return new InputError([{ field: `${CLIENT_PREFIX}name`, code: "SEVERAL", message, choices }]);
}

function contradictedClient({ name, reference, siren }: KnownClient): InputError {
  const message = typeset(
    `La référence ${reference} est celle ${afterDe(name)}, dont le SIREN est ${formatSiren(siren ?? "")}. Corrigez la référence ou le SIREN, ou indiquez l’identifiant (id) du client.`,
  );
  return new InputError([{ field: `${CLIENT_PREFIX}siren`, code: "CONTRADICTED", message }]);
}
