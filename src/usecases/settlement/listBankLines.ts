/** Movements of the account as their pages show them, each with what it seems to pay. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import {
  type BankLineCursor,
  type BankLineRow,
  type BankLineState,
  countBankLines,
  readBankLine,
  readBankLines,
  readPendingLines,
} from "@/db/settlement/bankLines";
import { isLocalDate } from "@/domain/calendar";
import type { LegalRates } from "@/domain/legal/rateTables";
import { sumCents } from "@/domain/money";
import type { MatchProposal } from "@/domain/settlement/matching";
import { matchReasonSentence, surplusSentence } from "@/domain/settlement/matchReason";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { MOST_PENDING, type Proposals, proposeFor } from "./bankProposals";
import { sureOnes } from "./confirmMatch";
import { markOf, seenOf } from "./seenProposals";

const PAGE_SIZE = 50;

export const BANK_STATES = {
  "a-rapprocher": "PENDING",
  rapproches: "MATCHED",
  ecartes: "ASIDE",
  tous: "ALL",
} as const;
export type BankStateWord = keyof typeof BANK_STATES;

export interface BankQuery {
  word: BankStateWord;
  state: BankLineState;
  search: string;
  cursor: BankLineCursor | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads filters from an address: unknown values fall back to the defaults, never to an error. */
export function readBankQuery(params: Params): BankQuery {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const asked = one("etat");
  const word = Object.hasOwn(BANK_STATES, asked) ? (asked as BankStateWord) : "a-rapprocher";
  return {
    word,
    state: BANK_STATES[word],
    search: one("q").trim().slice(0, 80),
    cursor: readCursor(one("apres"), "after") ?? readCursor(one("avant"), "before"),
  };
}

function readCursor(text: string, direction: "after" | "before"): BankLineCursor | null {
  const bookedOn = text.slice(0, 10);
  const id = text.slice(11);
  return isLocalDate(bookedOn) && isId(id) ? { bookedOn, id, direction } : null;
}

/** A proposal in words. */
export interface ProposalView {
  kind: MatchProposal["kind"];
  grade: MatchProposal["grade"];
  clientId: string;
  clientName: string;
  invoices: { id: string; number: string }[];
  reasons: string[];
  /** What becomes of the money, when it is more than these invoices; null for most. */
  surplus: string | null;
  /** What confirming it is bound to. */
  seen: string;
}

export interface BankLineView extends BankLineRow {
  /** It may pay an invoice and nobody has looked at it. */
  isPending: boolean;
  proposal: ProposalView | null;
}

export interface BankLineList {
  lines: BankLineView[];
  pendingCount: number;
  allCount: number;
  /** Proposals to confirm at once; null when there is none. */
  sure: { count: number; totalCents: bigint; seen: string } | null;
  previous: string | null;
  next: string | null;
}

/** One page of movements, newest first, with proposals for those that wait. */
export async function listBankLines(
  ctx: CompanyCtx,
  query: BankQuery,
  rates: LegalRates,
): Promise<BankLineList> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { state, search, cursor } = query;
    const rows = await readBankLines(tx, companyId, {
      filter: { state, search },
      cursor,
      limit: PAGE_SIZE + 1,
    });
    const isBackward = cursor?.direction === "before";
    const hasMore = rows.length > PAGE_SIZE;
    const page = !hasMore ? rows : isBackward ? rows.slice(1) : rows.slice(0, PAGE_SIZE);
    const counts = await countBankLines(tx, companyId);
    const pending = await readPendingLines(tx, companyId, MOST_PENDING);
    const proposed = await proposeFor(tx, companyId, withLines(pending, page.filter(isPending)), rates);
    const sure = sureOnes(pending, proposed.proposals);
    const [first] = page;
    const last = page.at(-1);
    const hasPrevious = isBackward ? hasMore : cursor !== null;
    return {
      lines: page.map((line) => viewOf(line, proposed)),
      pendingCount: counts.pending,
      allCount: counts.all,
      sure: sure.length === 0 ? null : sureView(pending, sure, proposed),
      previous: hasPrevious && first ? `${first.bookedOn}.${first.id}` : null,
      next: (isBackward || hasMore) && last ? `${last.bookedOn}.${last.id}` : null,
    };
  });
}

function isPending({ match, amountCents, currency, isReturn }: BankLineRow): boolean {
  return match === null && amountCents > 0n && currency === "EUR" && !isReturn;
}

function withLines(lines: readonly BankLineRow[], more: readonly BankLineRow[]): BankLineRow[] {
  const known = new Set(lines.map(({ id }) => id));
  return [...lines, ...more.filter(({ id }) => !known.has(id))];
}

function sureView(pending: readonly BankLineRow[], sure: readonly MatchProposal[], proposed: Proposals) {
  const ids = new Set(sure.map(({ lineId }) => lineId));
  const totalCents = sumCents(pending.filter(({ id }) => ids.has(id)).map(({ amountCents }) => amountCents));
  return { count: sure.length, totalCents, seen: markOf(sure, proposed) };
}

function viewOf(line: BankLineRow, proposed: Proposals): BankLineView {
  const proposal = proposed.proposals.get(line.id);
  const numberOf = (id: string) => proposed.invoices.get(id)?.number ?? "";
  return {
    ...line,
    isPending: isPending(line),
    proposal: proposal
      ? {
          kind: proposal.kind,
          grade: proposal.grade,
          clientId: proposal.clientId,
          clientName: proposed.clients.get(proposal.clientId)?.name ?? "",
          invoices: proposal.invoiceIds.map((id) => ({ id, number: numberOf(id) })),
          reasons: proposal.reasons.map(matchReasonSentence),
          surplus: surplusOf(line, proposal, numberOf),
          seen: seenOf(proposal, proposed),
        }
      : null,
  };
}

function surplusOf(
  { amountCents }: BankLineRow,
  { invoiceIds, surplusCents }: MatchProposal,
  numberOf: (id: string) => string,
): string | null {
  if (surplusCents === 0n) return null;
  return surplusSentence(invoiceIds.map(numberOf), amountCents - surplusCents, surplusCents);
}

/** One movement with its proposal, for its own page. @throws DomainError NOT_FOUND */
export async function readOneBankLine(
  ctx: CompanyCtx,
  lineId: string,
  rates: LegalRates,
): Promise<BankLineView> {
  if (!isId(lineId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx: Tx) => {
    const line = await readBankLine(tx, companyId, lineId);
    if (!line) throw notFound();
    const pending = await readPendingLines(tx, companyId, MOST_PENDING);
    const lines = isPending(line) ? withLines(pending, [line]) : [];
    return viewOf(line, await proposeFor(tx, companyId, lines, rates));
  });
}
