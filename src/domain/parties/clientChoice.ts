/** Clients to choose from by name: how two of the same name are told apart, and which one a text means. */
import { groupBy } from "../groupBy";
import { comparisonKey } from "./asciiText";
import { formatSiren } from "./siren";

export interface NamedClient {
  id: string;
  name: string;
  city: string | null;
  siren: string | null;
  /** Its code in the company's books. */
  reference: string | null;
  /** Of the first person to write to. */
  email: string | null;
}

/** What tells it from another of its name: `Nantes, SIREN 732 829 320, compta@exemple.fr`. */
export function clientNote({ city, siren, reference, email }: NamedClient): string {
  const parts = [city, siren && `SIREN ${formatSiren(siren)}`, reference, email];
  return parts.filter(Boolean).join(", ");
}

/** The name, followed by what tells it apart. */
export function clientLabel(client: NamedClient): string {
  return [client.name, clientNote(client)].filter(Boolean).join(", ");
}

/**
 * Two of one name are one client entered twice when nothing that is known of both is different, and
 * something is alike or nothing more was said.
 */
export function isEnteredTwice(
  said: Pick<NamedClient, "city" | "siren" | "email">,
  known: NamedClient,
): boolean {
  const city = (client: { city: string | null }) => client.city && keyOf(client.city);
  const pieces = [
    [city(said), city(known)],
    [said.siren, known.siren],
    [said.email?.toLowerCase(), known.email?.toLowerCase()],
  ] as const;
  const ofBoth = pieces.filter(([one, other]) => one && other);
  return (
    ofBoth.every(([one, other]) => one === other) && (ofBoth.length > 0 || pieces.every(([one]) => !one))
  );
}

function keyOf(text: string): string {
  return comparisonKey(text) || text.trim().toLowerCase();
}

/** The texts by which a list offers its clients: the name, or the whole label when others have that name. */
export function choiceLabels(clients: readonly NamedClient[]): string[] {
  const byName = groupBy(clients, ({ name }) => keyOf(name));
  return clients.map((client) =>
    (byName.get(keyOf(client.name))?.length ?? 0) > 1 ? clientLabel(client) : client.name,
  );
}

export type MeantClient =
  | { kind: "found"; client: NamedClient }
  /** Several answer to this text. */
  | { kind: "several"; clients: readonly NamedClient[] }
  /** None is called so; these are not far from it. */
  | { kind: "none"; near: readonly NamedClient[] };

/**
 * The client a typed text means: the one of that name, label, SIREN or reference. Between several, or
 * for a part of a name, the one pointed at decides, as long as the text still speaks of it.
 *
 * @param pointed client chosen beside the text, perhaps before the text was changed
 * @param near clients that the text may mean
 */
export function meantClient(
  text: string,
  pointed: NamedClient | null,
  near: readonly NamedClient[],
): MeantClient {
  const key = keyOf(text);
  const all = pointed && !near.some(({ id }) => id === pointed.id) ? [pointed, ...near] : near;
  const named = all.filter((client) => namesOf(client).some((name) => keyOf(name) === key));
  const [only] = named;
  if (only && named.length === 1) return { kind: "found", client: only };
  const isSpokenOf =
    pointed !== null &&
    (named.length > 0 ? named.some(({ id }) => id === pointed.id) : keyOf(pointed.name).includes(key));
  if (isSpokenOf) return { kind: "found", client: pointed };
  return named.length > 0 ? { kind: "several", clients: named } : { kind: "none", near };
}

function namesOf(client: NamedClient): string[] {
  const { siren, reference } = client;
  const numbers = siren ? [siren, formatSiren(siren), `SIREN ${formatSiren(siren)}`] : [];
  return [client.name, clientLabel(client), ...numbers, ...(reference ? [reference] : [])];
}
