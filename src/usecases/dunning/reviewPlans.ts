/**
 * The reconciler's part: stored decisions are derived again from the facts, slice after slice, and
 * mended. Every use case decides again when it changes a fact; this finds the one that forgot, and
 * what a new version of the policy says otherwise.
 */
import { loadDunningFacts } from "@/db/dunning/facts";
import {
  openInvoicesAfter,
  plansOfClosedInvoices,
  type ReviewPlace,
  readEnteredSince,
  readStoredPlans,
} from "@/db/dunning/planReview";
import { deletePlans, type PlanToSave, savePlans } from "@/db/dunning/plans";
import { inCompany } from "@/db/inCompany";
import { readPlace, takeTurn, writePlace } from "@/db/system/heartbeats";
import type { Instant } from "@/domain/calendar";
import { nextStep } from "@/domain/dunning/nextStep";
import { type PlanDrift, planDrift } from "@/domain/dunning/planDrift";
import { holdSurelyPaid } from "../settlement/bankHolds";
import { decideAgain } from "./planInvoices";

const TURN = "review-plans";
/** One process takes a slice this often: 500 000 open invoices are gone through in six hours. */
const EVERY_SECONDS = 20;
/** Invoices a slice: their rows are locked for a fraction of a second. */
const SLICE = 500;
/** An invoice is new that long: a round is much shorter. */
const NEW_MS = 2 * 86_400_000;

/** What was found: a decision that differs, or one kept for a closed invoice (`STALE`). */
export interface Finding {
  companyId: string;
  invoiceId: string;
  drift: PlanDrift | "STALE";
}

/**
 * Reviews the next slice, when it is time and no other process has just done it. A company whose
 * review fails is passed over: the place moves on, and the next round comes back to it.
 *
 * @param failed is told of each such company
 * @returns what differed, and has been mended; null when it is not this process's turn
 */
export async function reviewNextSlice(
  now: Instant,
  failed: (companyId: string, error: unknown) => void,
): Promise<Finding[] | null> {
  if (!(await takeTurn(TURN, EVERY_SECONDS))) return null;
  const place = asPlace(await readPlace(TURN));
  const slice = await openInvoicesAfter(place, SLICE);
  // Once round, what is kept for closed invoices is looked for.
  const stale = slice.length < SLICE ? await plansOfClosedInvoices(SLICE) : [];
  const findings: Finding[] = [];
  for (const [companyId, invoiceIds] of byCompany([...slice, ...stale])) {
    try {
      await holdMissed(companyId, invoiceIds, now);
      findings.push(...(await reviewPlans(companyId, invoiceIds, now)));
    } catch (error) {
      failed(companyId, error);
    }
  }
  const last = slice.at(-1);
  await writePlace(TURN, slice.length < SLICE || !last ? null : { ...last });
  return findings;
}

/**
 * Holds back the new ones among these invoices that a movement of the account surely pays. Whoever enters an invoice
 * looks for its transfer, and whoever reads a file of the bank for its invoice: at the same instant, neither sees what
 * the other has not finished writing. Both are finished here.
 */
async function holdMissed(companyId: string, invoiceIds: readonly string[], now: Instant): Promise<void> {
  await inCompany(companyId, async (tx) => {
    const among = await readEnteredSince(tx, companyId, invoiceIds, now - NEW_MS);
    if (among.length === 0) return;
    const held = await holdSurelyPaid(tx, companyId, { now, rates: null, among });
    await decideAgain(tx, companyId, held, now);
  });
}

/** Derives the decisions of these invoices again and mends those that differ. */
export async function reviewPlans(
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<Finding[]> {
  return inCompany(companyId, async (tx) => {
    const loaded = await loadDunningFacts(tx, companyId, invoiceIds, now, true);
    const stored = await readStoredPlans(tx, companyId, invoiceIds);
    const findings: Finding[] = [];
    const mended: PlanToSave[] = [];
    const closed: string[] = [];
    for (const { facts } of loaded) {
      const invoiceId = facts.invoice.id;
      const plan = stored.get(invoiceId) ?? null;
      if (facts.invoice.status !== "OPEN") {
        if (plan === null) continue;
        closed.push(invoiceId);
        findings.push({ companyId, invoiceId, drift: "STALE" });
        continue;
      }
      const decision = nextStep(facts, now);
      const drift = planDrift(plan, decision, now);
      if (drift === null) continue;
      mended.push({ invoiceId, clientId: facts.client.id, decision });
      findings.push({ companyId, invoiceId, drift });
    }
    await deletePlans(tx, companyId, closed);
    await savePlans(tx, companyId, mended, now);
    return findings;
  });
}

function byCompany(rows: readonly { companyId: string; invoiceId: string }[]): Map<string, string[]> {
  const companies = new Map<string, string[]>();
  for (const { companyId, invoiceId } of rows) {
    const ids = companies.get(companyId);
    if (ids) ids.push(invoiceId);
    else companies.set(companyId, [invoiceId]);
  }
  return companies;
}

/** A place written by an older version may have another form: the review then begins again. */
function asPlace(place: unknown): ReviewPlace | null {
  if (place === null || typeof place !== "object") return null;
  const { companyId, dueOn, invoiceId } = place as Record<string, unknown>;
  const isWhole = [companyId, dueOn, invoiceId].every((part) => typeof part === "string");
  return isWhole ? (place as ReviewPlace) : null;
}
