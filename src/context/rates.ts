/** The official rates the programs compute with: those of this version, and those entered since. */
import { readRateVersions } from "@/db/legal/rateVersions";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import type { LegalRates } from "@/domain/legal/rateTables";
import { ratesWith } from "@/domain/legal/rateVersions";

/** A rate changes twice a year; whoever enters one sees it at once. */
const REFRESH_MS = 10_000;

/** Kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & {
  dumentRates?: { tables: LegalRates; readAt: number };
};

function current() {
  kept.dumentRates ??= { tables: PUBLISHED_RATES, readAt: 0 };
  return kept.dumentRates;
}

/** The tables as they were last read: see {@link refreshRates}. */
export const rates: LegalRates = {
  get ecbRefinancing() {
    return current().tables.ecbRefinancing;
  },
  get legalInterest() {
    return current().tables.legalInterest;
  },
};

/** Reads what was entered since. Called at the start of each request and of each sweep that computes. */
export async function refreshRates(force = false): Promise<void> {
  const now = Date.now();
  if (!force && now - current().readAt < REFRESH_MS) return;
  const versions = await readRateVersions();
  kept.dumentRates = { tables: ratesWith(PUBLISHED_RATES, versions), readAt: now };
}
