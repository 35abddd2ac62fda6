/** By which server the messages of a company leave now, and how many of them. */

import type { Tx } from "@/db/inCompany";
import {
  countSendingSince,
  openMailServer,
  readMailServer,
  recordServerProblem,
} from "@/db/parties/mailServer";
import type { Instant } from "@/domain/calendar";
import { serverRestMs } from "@/domain/dunning/serverProblem";
import type { OwnServer } from "@/domain/parties/mailServer";

export interface Route {
  /** The company's own server; null: the platform's. */
  own: OwnServer | null;
  /** Messages that may leave now; 0 while the company's server is left alone. */
  limit: number;
  /** Failures of that server in a row. */
  failures: number;
}

const MINUTE_MS = 60_000;

/**
 * Chooses the server. A company with a server of its own never leaves by another one: when that
 * one is in trouble, its messages wait.
 */
export async function chooseRoute(tx: Tx, companyId: string, now: Instant): Promise<Route> {
  const row = await readMailServer(tx, companyId);
  if (!row) return { own: null, limit: Number.POSITIVE_INFINITY, failures: 0 };
  const { failures } = row;
  if (row.restUntil && row.restUntil.getTime() > now) return { own: null, limit: 0, failures };
  const own = openMailServer(row);
  if (!own) {
    const restUntil = new Date(now + serverRestMs(failures + 1));
    await recordServerProblem(tx, companyId, {
      problem: "SEALED",
      detail: "",
      restUntil,
      now: new Date(now),
    });
    return { own: null, limit: 0, failures };
  }
  const gone = await countSendingSince(tx, companyId, new Date(now - MINUTE_MS));
  return { own, limit: Math.max(0, row.perMinute - gone), failures };
}
