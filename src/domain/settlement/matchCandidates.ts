/** What one movement of the account may pay, the likeliest first, each with what speaks for it. */
import type { LocalDate } from "../calendar";
import { sumCents } from "../money";
import { comparisonKey } from "../parties/asciiText";
import { exactSets } from "./exactSets";
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
import { isNamed, nameKey } from "./payerName";

/** `SURE`: who and how much, and nothing else fits. `LIKELY`: one of the two. */
export type Grade = "SURE" | "LIKELY" | "NONE";

export interface Candidate {
  clientId: string;
  invoices: readonly MatchableInvoice[];
  paymentId: string | null;
  answerId: string | null;
  reasons: readonly MatchReason[];
  score: number;
  grade: Grade;
}

/** A payment typed by hand and its movement are rarely further apart. */
const RECORDED_WITHIN_DAYS = 10;
/** What a client says of a day, and the day the bank books. */
const DECLARED_WITHIN_DAYS = 15;

const SCORES = {
  exact: 100,
  part: 40,
  cited: 40,
  account: 30,
  named: 25,
  declared: 20,
  unsure: -30,
} as const;

/** What says that a movement comes from a client. */
interface Payer {
  client: MatchableClient;
  cited: readonly MatchableInvoice[];
  isNamed: boolean;
  hasAccount: boolean;
  declaration: WaitingDeclaration | null;
}

/** Everything the movement may pay, the likeliest first. Empty when nothing says anything. */
export function candidatesOf(line: CreditLine, indexed: Indexed): Candidate[] {
  const payers = payersOf(line, indexed);
  const recorded = recordedCandidates(line, payers, indexed);
  const named = payers.flatMap((payer) => candidateOf(line, payer, indexed) ?? []);
  const hasExact = [...recorded, ...named].some(({ score }) => score >= SCORES.exact);
  const all = hasExact
    ? [...recorded, ...named]
    : [...recorded, ...named, ...byAmountAlone(line, payers, indexed)];
  all.sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1));
  // Two that are as well founded are two doubts.
  const isOnly = all.filter(({ grade }) => grade === "SURE").length === 1 && all[0]?.grade === "SURE";
  return isOnly ? all : all.map((one) => ({ ...one, grade: one.grade === "SURE" ? "LIKELY" : one.grade }));
}

function keyOf({ clientId, paymentId, invoices }: Candidate): string {
  return `${clientId} ${paymentId ?? ""} ${invoices.map(({ id }) => id).join()}`;
}

function payersOf(line: CreditLine, indexed: Indexed): Payer[] {
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
  return [...ids].sort().flatMap((id) => {
    const client = indexed.clientsById.get(id);
    if (!client) return [];
    return {
      client,
      cited: cited.filter(({ clientId }) => clientId === id).sort(byDueDate),
      isNamed: named.includes(client),
      hasAccount: accounts.includes(client),
      declaration: declared.find(({ clientId }) => clientId === id) ?? null,
    };
  });
}

/** Of `Dupont` and `Dupont Marie`, the one whose name says more. */
function namedClients(line: CreditLine, { names }: Indexed): MatchableClient[] {
  const payer = nameKey(line.counterpartyName);
  const text = new Set(comparisonKey(`${line.counterpartyName} ${line.label}`).split(" "));
  const found = names.filter(([, key]) => isNamed(key, payer, text));
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
  return open.length > 0 && sumOf(open) === line.amountCents;
}

function sumOf(invoices: readonly MatchableInvoice[]): bigint {
  return sumCents(invoices.map(({ balanceCents }) => balanceCents));
}

function accessoriesOf(invoices: readonly MatchableInvoice[], on: LocalDate): bigint {
  return sumCents(invoices.map(({ accessoriesOn }) => accessoriesOn?.get(on) ?? 0n));
}

function candidateOf(line: CreditLine, payer: Payer, indexed: Indexed): Candidate | null {
  const open = indexed.invoicesOf.get(payer.client.id) ?? [];
  const choice = chooseInvoices(line, payer, open);
  if (!choice) return null;
  const answerId = confirmedAnswer(line, payer, choice.invoices, open);
  const who =
    (payer.cited.length > 0 ? SCORES.cited : 0) +
    (payer.hasAccount ? SCORES.account : 0) +
    (payer.isNamed ? SCORES.named : 0) +
    (payer.declaration ? SCORES.declared : 0);
  const score = who + (choice.isExact ? SCORES.exact : SCORES.part) + (choice.isAlone ? 0 : SCORES.unsure);
  return {
    clientId: payer.client.id,
    invoices: choice.invoices,
    paymentId: null,
    answerId,
    reasons: [...whoReasons(payer), ...choice.reasons],
    score,
    grade: choice.isExact && choice.isAlone ? "SURE" : "LIKELY",
  };
}

function whoReasons({ client, cited, isNamed, hasAccount, declaration }: Payer): MatchReason[] {
  return [
    ...(cited.length > 0 ? [{ code: "CITED", numbers: cited.map(({ number }) => number) } as const] : []),
    ...(hasAccount ? [{ code: "KNOWN_ACCOUNT", clientName: client.name } as const] : []),
    ...(isNamed ? [{ code: "NAMED", clientName: client.name } as const] : []),
    ...(declaration ? [{ code: "DECLARED", on: declaration.paidOn ?? declaration.saidOn } as const] : []),
  ];
}

interface Choice {
  invoices: readonly MatchableInvoice[];
  isExact: boolean;
  /** Nothing else of this client fits as well. */
  isAlone: boolean;
  reasons: readonly MatchReason[];
}

function chooseInvoices(
  line: CreditLine,
  { cited, declaration }: Payer,
  open: readonly MatchableInvoice[],
): Choice | null {
  if (open.length === 0) return null;
  const { amountCents } = line;
  if (cited.length > 0 && sumOf(cited) === amountCents) return exact(cited, true);
  const declared = open.filter(({ id }) => declaration?.invoiceIds.includes(id));
  const { sets, isWhole } = exactSets(open, amountCents);
  const withCited = sets.filter((set) => cited.every((invoice) => set.includes(invoice)));
  const said = sets.find((set) => set.length === declared.length && includesInvoices(set, declared));
  if (said && cited.length === 0) return exact(said, true);
  const [best] = withCited.length > 0 ? withCited : sets;
  if (best) {
    const isAlone = isWhole && sets.length === 1 && withCited.length === 1;
    const same = best.length === 1 && sets.filter((set) => set.length === 1).length > 1;
    const choice = exact(best, isAlone || (withCited.length === 1 && cited.length > 0));
    const count = sets.filter((set) => set.length === 1).length;
    return same && !choice.isAlone
      ? { ...choice, reasons: [...choice.reasons, { code: "SAME_AMOUNT", count }] }
      : choice;
  }
  return withAccessories(line, cited, open) ?? aPart(line, cited, open);
}

function includesInvoices(set: readonly MatchableInvoice[], some: readonly MatchableInvoice[]): boolean {
  return some.every((invoice) => set.includes(invoice));
}

function exact(invoices: readonly MatchableInvoice[], isAlone: boolean): Choice {
  const [first] = invoices;
  const reason: MatchReason =
    invoices.length === 1 && first
      ? { code: "EXACT_BALANCE", number: first.number }
      : { code: "EXACT_SUM", count: invoices.length };
  return { invoices, isExact: true, isAlone, reasons: [reason] };
}

/** The balance, with all the interest and flat fees that were asked for. */
function withAccessories(
  { amountCents, bookedOn }: CreditLine,
  cited: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): Choice | null {
  const sets =
    cited.length > 0 ? [cited] : [...open.map((invoice) => [invoice]), ...(open.length > 1 ? [open] : [])];
  const found = sets.filter(
    (set) => accessoriesOf(set, bookedOn) > 0n && sumOf(set) + accessoriesOf(set, bookedOn) === amountCents,
  );
  const [best] = found;
  if (!best) return null;
  const choice = exact(best, found.length === 1);
  return {
    ...choice,
    reasons: [...choice.reasons, { code: "WITH_ACCESSORIES", cents: accessoriesOf(best, bookedOn) }],
  };
}

/** A part of what is cited, else of what is oldest. More than everything owed is nothing we know. */
function aPart(
  { amountCents, bookedOn }: CreditLine,
  cited: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): Choice | null {
  const order =
    cited.length > 0 && amountCents <= sumOf(cited) + accessoriesOf(cited, bookedOn) ? cited : open;
  const invoices: MatchableInvoice[] = [];
  for (const invoice of order) {
    if (sumOf(invoices) >= amountCents) break;
    invoices.push(invoice);
  }
  const ofCents = sumOf(invoices);
  if (amountCents > ofCents + accessoriesOf(invoices, bookedOn)) return null;
  return {
    invoices,
    isExact: false,
    isAlone: true,
    reasons: [{ code: "PART", cents: amountCents, ofCents }],
  };
}

/** The declaration that this payment confirms: it speaks of these invoices and of nothing else still open. */
function confirmedAnswer(
  line: CreditLine,
  { declaration }: Payer,
  invoices: readonly MatchableInvoice[],
  open: readonly MatchableInvoice[],
): string | null {
  if (!declaration) return null;
  const spokenOf = open.filter(({ id }) => declaration.invoiceIds.includes(id));
  const isAll =
    spokenOf.every((invoice) => invoices.includes(invoice)) || declaration.amountCents === line.amountCents;
  return isAll && includesInvoices(spokenOf, invoices) ? declaration.answerId : null;
}

/** Payments recorded already that this movement may be. */
function recordedCandidates(
  line: CreditLine,
  payers: readonly Payer[],
  { facts, paidCitations }: Indexed,
): Candidate[] {
  const cited = paidCitations.citedIn(line.label);
  return facts.payments
    .filter(
      (payment) =>
        payment.amountCents === line.amountCents &&
        daysApart(payment.receivedOn, line.bookedOn) <= RECORDED_WITHIN_DAYS,
    )
    .map((payment): Candidate => {
      const payer = payers.find(({ client }) => client.id === payment.clientId);
      const isKnown = cited.includes(payment) || payer?.isNamed === true || payer?.hasAccount === true;
      return {
        clientId: payment.clientId,
        invoices: [],
        paymentId: payment.id,
        answerId: null,
        reasons: [
          { code: "RECORDED", on: payment.receivedOn },
          ...(cited.includes(payment) ? [{ code: "CITED", numbers: payment.invoiceNumbers } as const] : []),
          ...(payer ? whoReasons({ ...payer, cited: [] }) : []),
        ],
        score:
          SCORES.exact +
          (isKnown ? SCORES.cited + SCORES.named : SCORES.unsure) -
          daysApart(payment.receivedOn, line.bookedOn),
        grade: isKnown ? "SURE" : "LIKELY",
      };
    });
}

/** Nobody is named: an amount that one invoice alone has is worth a look, no more. */
function byAmountAlone(line: CreditLine, payers: readonly Payer[], { byAmount }: Indexed): Candidate[] {
  if (payers.some(({ isNamed, hasAccount, cited }) => isNamed || hasAccount || cited.length > 0)) return [];
  const same = byAmount.get(line.amountCents) ?? [];
  const [first] = same;
  if (!first || same.some(({ clientId }) => clientId !== first.clientId)) return [];
  const reasons: MatchReason[] = [{ code: "EXACT_BALANCE", number: first.number }];
  if (same.length > 1) reasons.push({ code: "SAME_AMOUNT", count: same.length });
  const score = SCORES.exact + SCORES.unsure;
  return [
    {
      clientId: first.clientId,
      invoices: [first],
      paymentId: null,
      answerId: null,
      reasons,
      score,
      grade: "LIKELY",
    },
  ];
}

/** Clients that a movement speaks of by their name, their account or their invoices, whatever the amount. */
export function clientsSpokenOf(line: CreditLine, indexed: Indexed): string[] {
  return payersOf(line, indexed).map(({ client }) => client.id);
}
