/** Whom a movement of the account comes from: what it cites, whose name and account it bears, who said so. */
import { sumCents } from "../money";
import { comparisonKey } from "../parties/asciiText";
import {
  byDueDate,
  type CreditLine,
  daysApart,
  type Indexed,
  type MatchableClient,
  type MatchableInvoice,
  type WaitingDeclaration,
} from "./matchFacts";
import type { MatchReason } from "./matchReason";
import { CUT_LETTERS, isNamed, isNamedAnother, nameKey } from "./payerName";

/** A movement that speaks of more clients than this says nothing of any. */
const MOST_PAYERS = 5;
/** What a client says of a day, and the day the bank books. */
const DECLARED_WITHIN_DAYS = 15;

/** What says that a movement comes from a client. */
export interface Payer {
  client: MatchableClient;
  cited: readonly MatchableInvoice[];
  isNamed: boolean;
  hasAccount: boolean;
  declaration: WaitingDeclaration | null;
  /** The bank names someone else, and what speaks for this client is a word of the label, or its amount. */
  isDoubtful: boolean;
}

/** The clients that a movement speaks of. */
export function payersOf(line: CreditLine, indexed: Indexed): Payer[] {
  const cited = indexed.citations.citedIn(`${line.label} ${line.counterpartyName}`);
  const named = namedClients(line, indexed);
  const accounts = line.counterpartyIban === "" ? [] : (indexed.byIban.get(line.counterpartyIban) ?? []);
  const declared = indexed.facts.declarations.filter((one) => isDeclared(line, one, indexed));
  const ids = new Set([
    ...cited.map(({ clientId }) => clientId),
    ...named.map(({ id }) => id),
    ...accounts.map(({ id }) => id),
    ...declared.map(({ clientId }) => clientId),
  ]);
  if (ids.size > MOST_PAYERS) return [];
  const payer = nameKey(line.counterpartyName);
  return [...ids].sort().flatMap((id) => {
    const client = indexed.clientsById.get(id);
    if (!client) return [];
    const key = nameKey(client.name);
    const hasAccount = accounts.includes(client);
    const isCited = cited.some(({ clientId }) => clientId === id);
    const saysLittle = !named.includes(client) || key.words.length === 1;
    return {
      client,
      cited: cited.filter(({ clientId }) => clientId === id).sort(byDueDate),
      isNamed: named.includes(client),
      hasAccount,
      isDoubtful: !isCited && !hasAccount && saysLittle && isNamedAnother(key, payer),
      declaration: declared.find(({ clientId }) => clientId === id) ?? null,
    };
  });
}

/** Of `Dupont` and `Dupont Marie`, the one whose name says more. */
function namedClients(line: CreditLine, { names }: Indexed): MatchableClient[] {
  const payer = nameKey(line.counterpartyName);
  const text = new Set(comparisonKey(`${line.counterpartyName} ${line.label}`).split(" "));
  const maybe = new Set([
    ...[...text].flatMap((word) => names.byWord.get(word) ?? []),
    ...(names.byStart.get(payer.whole.slice(0, CUT_LETTERS)) ?? []),
  ]);
  const found = [...maybe].filter(([, key]) => isNamed(key, payer, text));
  return found
    .filter(
      ([, key]) =>
        !found.some(
          ([, other]) => other.words.length > key.words.length && includesAll(other.words, key.words),
        ),
    )
    .map(([client]) => client);
}

function includesAll(words: readonly string[], some: readonly string[]): boolean {
  return some.every((word) => words.includes(word));
}

function isDeclared(line: CreditLine, declaration: WaitingDeclaration, { invoicesOf }: Indexed): boolean {
  const said = declaration.paidOn ?? declaration.saidOn;
  if (daysApart(said, line.bookedOn) > DECLARED_WITHIN_DAYS) return false;
  if (declaration.amountCents !== null) return declaration.amountCents === line.amountCents;
  const open = (invoicesOf.get(declaration.clientId) ?? []).filter(({ id }) =>
    declaration.invoiceIds.includes(id),
  );
  return open.length > 0 && sumCents(open.map(({ balanceCents }) => balanceCents)) === line.amountCents;
}

/** What says who paid, as reasons. */
export function whoReasons({ client, cited, isNamed, hasAccount, declaration }: Payer): MatchReason[] {
  return [
    ...(cited.length > 0 ? [{ code: "CITED", numbers: cited.map(({ number }) => number) } as const] : []),
    ...(hasAccount ? [{ code: "KNOWN_ACCOUNT", clientName: client.name } as const] : []),
    ...(isNamed ? [{ code: "NAMED", clientName: client.name } as const] : []),
    ...(declaration ? [{ code: "DECLARED", on: declaration.paidOn ?? declaration.saidOn } as const] : []),
  ];
}

/** Clients that a movement speaks of by their name, their account or their invoices, whatever the amount. */
export function clientsSpokenOf(line: CreditLine, indexed: Indexed): string[] {
  return payersOf(line, indexed).map(({ client }) => client.id);
}
