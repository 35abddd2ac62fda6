/** Finds the client of each line of a file, or creates it. Clients already known are never changed. */
import type { Tx } from "@/db/inCompany";
import { findClients, insertClients, type NewClient, readNameKeys } from "@/db/parties/clientRows";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { invariant } from "@/domain/invariant";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { ClientIndex, type ClientSigns } from "@/domain/parties/clientMatch";
import type { ImportedClient } from "@/formats/invoiceCsvLine";

/** What a client of a file is recognised by. */
export function signsOf(client: ImportedClient, nameKey: string): ClientSigns {
  return { reference: client.reference ?? null, siren: client.siren ?? null, nameKey };
}

interface Candidate extends ClientSigns {
  id: string;
  /** To create; undefined when it exists. */
  draft: NewClient | undefined;
}

/**
 * Gives the client of each line, in order. A client to create takes its details from all the lines
 * of the batch that speak of it, the first one first.
 *
 * @returns one id a line
 */
export async function assignClients(
  tx: Tx,
  job: { companyId: string; defaultKind: DebtorKind | null },
  clients: readonly ImportedClient[],
  now: Instant,
): Promise<string[]> {
  const nameKeys = await readNameKeys(
    tx,
    clients.map((client) => client.name),
  );
  const sought = clients.map((client) => signsOf(client, nameKeys.get(client.name) ?? ""));
  const found = await findClients(tx, job.companyId, sought);
  const index = new ClientIndex<Candidate>(found.map((client) => ({ ...client, draft: undefined })));
  const drafts: NewClient[] = [];
  const assigned = clients.map((client, position) => {
    const signs = sought[position];
    invariant(signs, "each client has its signs");
    const candidate = index.find(signs);
    if (candidate) {
      completeDraft(candidate, client, signs, index);
      return candidate.id;
    }
    const draft = draftOf(client, job.defaultKind);
    drafts.push(draft);
    index.add({ ...signs, id: draft.id, draft });
    return draft.id;
  });
  const ids = await insertClients(tx, job.companyId, drafts, now);
  return assigned.map((id) => ids.get(id) ?? id);
}

function draftOf(client: ImportedClient, defaultKind: DebtorKind | null): NewClient {
  const kind = client.kind ?? defaultKind;
  invariant(kind, "the kind of clients is chosen before the import is launched");
  return {
    id: newId(),
    kind,
    name: client.name,
    reference: client.reference ?? null,
    siren: client.siren ?? null,
    vatNumber: client.vatNumber ?? null,
    complement: client.complement ?? null,
    street: client.street ?? null,
    postcode: client.postcode ?? null,
    city: client.city ?? null,
    country: client.countryCode,
    contact: contactOf(client),
  };
}

function contactOf({ contactName, email, phone }: ImportedClient): NewClient["contact"] {
  if (!contactName && !email && !phone) return null;
  return { id: newId(), name: contactName ?? "", email: email ?? null, phone: phone ?? null };
}

/** Adds to a client of this batch what a further line says of it. */
function completeDraft(
  candidate: Candidate,
  client: ImportedClient,
  signs: ClientSigns,
  index: ClientIndex<Candidate>,
): void {
  const { draft } = candidate;
  if (!draft) return;
  const contact = contactOf(client);
  if (draft.contact && contact) {
    draft.contact.name ||= contact.name;
    draft.contact.email ??= contact.email;
    draft.contact.phone ??= contact.phone;
  } else draft.contact ??= contact;
  draft.vatNumber ??= client.vatNumber ?? null;
  if (draft.street === null && draft.city === null) {
    draft.street = client.street ?? null;
    draft.complement = client.complement ?? null;
    draft.postcode = client.postcode ?? null;
    draft.city = client.city ?? null;
    draft.country = client.countryCode;
  }
  const learnsReference = draft.reference === null && signs.reference !== null;
  const learnsSiren = draft.siren === null && signs.siren !== null;
  if (!learnsReference && !learnsSiren) return;
  draft.reference ??= signs.reference;
  draft.siren ??= signs.siren;
  candidate.reference = draft.reference;
  candidate.siren = draft.siren;
  index.add(candidate);
}
