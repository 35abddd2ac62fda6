/** Which client a program means that does not name it by its id: never a guess, since the wrong one would be reminded. */
import { areDifferentClients, type ClientSigns } from "./clientMatch";

export interface KnownClient extends ClientSigns {
  id: string;
  name: string;
  isArchived: boolean;
  /** Addresses of its contacts. */
  emails: readonly string[];
}

export interface SoughtClient extends ClientSigns {
  email: string | null;
}

export type FoundClient =
  | { kind: "found"; client: KnownClient }
  /** These answer to what was said. */
  | { kind: "several"; clients: readonly KnownClient[] }
  /** It has that reference, and another SIREN: one of the two is wrong. */
  | { kind: "contradicted"; client: KnownClient }
  | { kind: "none" };

/**
 * The client with that reference, unless the register tells it from the one that is meant; else that SIREN, else that exact name. Among namesakes, the one written to at
 * that address; one who is written to elsewhere may be another, unless a reference or a SIREN tells them apart.
 */
export function findSoughtClient(sought: SoughtClient, known: readonly KnownClient[]): FoundClient {
  const byReference =
    sought.reference === null ? [] : known.filter(({ reference }) => reference === sought.reference);
  const contradicted = byReference.find((client) =>
    areDifferentClients({ ...client, reference: null }, sought),
  );
  if (contradicted) return { kind: "contradicted", client: contradicted };
  if (byReference.length > 0) return onlyOne(byReference);
  const possible = known.filter((client) => !areDifferentClients(client, sought));
  const sameSiren = sought.siren === null ? [] : possible.filter(({ siren }) => siren === sought.siren);
  const isNamesake = ({ nameKey }: KnownClient) => nameKey !== "" && nameKey === sought.nameKey;
  // Establishments share a SIREN: the one of that name, when there is one.
  const sameBoth = sameSiren.filter(isNamesake);
  if (sameBoth.length > 0) return onlyOne(sameBoth);
  if (sameSiren.length > 0) return onlyOne(sameSiren);
  return amongNamesakes(sought, possible.filter(isNamesake));
}

function amongNamesakes(sought: SoughtClient, namesakes: readonly KnownClient[]): FoundClient {
  if (namesakes.length === 0) return { kind: "none" };
  const email = sought.email?.toLowerCase();
  const isWrittenTo = ({ emails }: KnownClient) => emails.some((one) => one.toLowerCase() === email);
  const sameEmail = namesakes.filter(isWrittenTo);
  if (sameEmail.length > 0) return onlyOne(sameEmail);
  const likely = namesakes.filter(({ emails }) => email === undefined || emails.length === 0);
  if (likely.length > 0) return onlyOne(likely);
  const isTold = sought.reference !== null || sought.siren !== null;
  return isTold ? { kind: "none" } : { kind: "several", clients: namesakes };
}

/** The one still in use comes before those put away. */
function onlyOne(clients: readonly KnownClient[]): FoundClient {
  const inUse = clients.filter(({ isArchived }) => !isArchived);
  const [client, other] = inUse.length > 0 ? inUse : clients;
  return client && !other ? { kind: "found", client } : { kind: "several", clients };
}
