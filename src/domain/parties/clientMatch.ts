/** Recognises the clients of a file among those already known. */

export interface ClientSigns {
  /** Reference of the client in the company's books. */
  reference: string | null;
  siren: string | null;
  /** The name without case, accents or punctuation; empty when nothing is left of it. */
  nameKey: string;
}

/** True when two records cannot be the same client: the books tell them apart, or else the register. */
export function areDifferentClients(a: ClientSigns, b: ClientSigns): boolean {
  if (a.reference !== null && b.reference !== null) return a.reference !== b.reference;
  return a.siren !== null && b.siren !== null && a.siren !== b.siren;
}

/** True when two records are the same client as far as anyone can tell. */
export function isSameClient(a: ClientSigns, b: ClientSigns): boolean {
  if (areDifferentClients(a, b)) return false;
  if (a.reference !== null && b.reference !== null) return true;
  return (a.siren !== null && a.siren === b.siren) || a.nameKey === b.nameKey;
}

/**
 * Clients by what they are recognised by: the reference, then the SIREN, then the exact name. A
 * client whose own reference or SIREN says otherwise is never taken for another of the same name.
 */
export class ClientIndex<Known extends ClientSigns> {
  private readonly byReference = new Map<string, Known>();
  private readonly bySiren = new Map<string, Known[]>();
  private readonly byName = new Map<string, Known[]>();

  /** @param known the preferred ones first */
  constructor(known: Iterable<Known>) {
    for (const client of known) this.add(client);
  }

  add(client: Known): void {
    const { reference, siren, nameKey } = client;
    if (reference !== null && !this.byReference.has(reference)) this.byReference.set(reference, client);
    if (siren !== null) append(this.bySiren, siren, client);
    if (nameKey !== "") append(this.byName, nameKey, client);
  }

  find(sought: ClientSigns): Known | undefined {
    const byReference = sought.reference === null ? undefined : this.byReference.get(sought.reference);
    if (byReference) return byReference;
    const possible = (clients: readonly Known[] = []) =>
      clients.filter((client) => !areDifferentClients(client, sought));
    const sameSiren = sought.siren === null ? [] : possible(this.bySiren.get(sought.siren));
    // Establishments share a SIREN: the one of that name, when there is one.
    const bySiren = sameSiren.find((client) => client.nameKey === sought.nameKey) ?? sameSiren[0];
    return bySiren ?? possible(this.byName.get(sought.nameKey))[0];
  }
}

function append<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}
