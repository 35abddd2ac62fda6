/** What the page behind a link asks for: what its message would ask for if it were written today. */
import { readDisputedParts } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import type { InvoiceAccount } from "@/db/invoicing/claims";
import { readDemands } from "@/db/legal/accessories";
import { readCreditShares } from "@/db/settlement/clientCredits";
import type { MessageKind } from "@/domain/dunning/note";
import { reminderClaimCents } from "@/domain/dunning/reminderClaim";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { minCents, sumCents } from "@/domain/money";
import { lessCredit } from "@/domain/settlement/clientCredit";
import { type ClaimDay, claimedStatement, creditOf } from "../dunning/claimedSums";
import { setContestedAside } from "../legal/loadClaimed";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { FoundLink } from "./openAnswerLink";

/** Interest and flat fee of the invoices shown, to this day; cents. */
export interface AddedByDelay {
  /** The message asks for them: they are in the sum asked for. Otherwise the law only allows them. */
  isAsked: boolean;
  penaltyCents: bigint;
  feeCents: bigint;
  /** With the principal, less what is contested and what a credit covers. */
  totalCents: bigint;
  debtorKind: DebtorKind;
  /** Texts the interest rests on. */
  articles: readonly string[];
}

export interface AskedSums {
  /** Parts of the invoices that are contested and wait for an answer. */
  disputedCents: bigint;
  /** What is held for the reader and is deducted. */
  freeCreditCents: bigint;
  /** What the page asks for. */
  askedCents: bigint;
  /** Null when the delay adds nothing, or a rate is missing. */
  added: AddedByDelay | null;
}

/**
 * The sums a link asks for. Interest and flat fee are asked for on the invoices of which its message
 * asked for them, in the same words: not while a part of one is contested, nor while an agreed schedule runs.
 *
 * @param payable open invoices shown that may be paid
 */
export async function readAskedSums(
  tx: Tx,
  link: FoundLink,
  payable: readonly InvoiceAccount[],
  day: ClaimDay & { hasRunningPlan: boolean },
): Promise<AskedSums> {
  const { companyId } = link;
  const ids = payable.map(({ id }) => id);
  const parts = await readDisputedParts(tx, companyId, ids);
  const claimed = day.hasRunningPlan ? new Set<string>() : await readClaimedByLink(tx, link, ids);
  const freeCreditCents = creditOf(payable, await readCreditShares(tx, companyId, [link.clientId]));
  const stated = payable.map((account) => {
    const { id, balanceCents } = account;
    const disputedCents = minCents(parts.get(id) ?? 0n, balanceCents);
    const statement = claimed.has(id) ? claimedStatement(account, "FIRM", disputedCents, day) : null;
    return { balanceCents, disputedCents, statement };
  });
  const askedCents = reminderClaimCents(stated, "FIRM", freeCreditCents);
  const disputedCents = sumCents(stated.map((one) => one.disputedCents));
  const asked = addedBy(stated.flatMap(({ statement }) => statement ?? []));
  const aside = await setContestedAside(tx, companyId, payable);
  const lawful = aside.map((account) => claimedStatement(account, "FIRM", 0n, day));
  // Never a part of it for the whole: a rate may be missing for one of them.
  const allowed = lawful.includes(null) ? null : addedBy(lawful.flatMap((statement) => statement ?? []));
  const principalCents = sumCents(payable.map((account) => account.balanceCents)) - disputedCents;
  const allowedTotal = (added: Pick<AddedByDelay, "penaltyCents" | "feeCents">) =>
    lessCredit(principalCents + added.penaltyCents + added.feeCents, freeCreditCents);
  return {
    disputedCents,
    freeCreditCents,
    askedCents,
    added: asked
      ? { ...asked, isAsked: true, totalCents: askedCents }
      : allowed && { ...allowed, isAsked: false, totalCents: allowedTotal(allowed) },
  };
}

/** Messages that speak of what was asked for before, and ask for nothing themselves. */
const SPEAK_OF_BEFORE: readonly MessageKind[] = ["NEW_LINK", "INVOICE_COPY", "ANSWER_REPLY"];

/** Among these invoices, those of which the message of the link asked for interest or the flat fee. */
async function readClaimedByLink(tx: Tx, link: FoundLink, ids: readonly string[]): Promise<Set<string>> {
  const { companyId, messageId } = link;
  const { kind, invoices } = await tx.message.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: messageId } },
    select: {
      kind: true,
      invoices: { where: { OR: [{ penaltyCents: { gt: 0 } }, { indemnityCents: { gt: 0 } }] } },
    },
  });
  const own = SPEAK_OF_BEFORE.includes(kind)
    ? await readDemands(tx, companyId, ids, await readCompanyZone(tx, companyId))
    : invoices;
  return new Set(own.map(({ invoiceId }) => invoiceId));
}

function addedBy(
  statements: readonly InvoiceStatement[],
): Omit<AddedByDelay, "isAsked" | "totalCents"> | null {
  const penaltyCents = sumCents(statements.map((one) => one.penaltyCents - one.penaltySettledCents));
  const feeCents = sumCents(statements.map((one) => one.flatFeeCents - one.flatFeeSettledCents));
  if (penaltyCents + feeCents <= 0n) return null;
  return {
    penaltyCents,
    feeCents,
    debtorKind: statements[0]?.claim.debtorKind ?? "B2B",
    articles: [...new Set(statements.flatMap(({ segments }) => segments.map((one) => one.article)))],
  };
}
