/**
 * Posts events to the programs of companies, to several addresses side by side and a few posts to each in turn: an
 * address that does not answer keeps neither mail nor the others waiting, those of its own company included.
 */
import { setTimeout as pause } from "node:timers/promises";
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { webhookPorts } from "@/context/webhooks";
import { type DueCompanies, dueCompanies } from "@/usecases/dunning/dueCompanies";
import { deliverWebhooks } from "@/usecases/parties/deliverWebhooks";
import { apart } from "../apart";

type DueEndpoint = Awaited<ReturnType<DueCompanies["webhooks"]>>[number];

/** Addresses posted to at once. */
const SIDE_BY_SIDE = 16;
/** Of these, addresses of which nothing arrives: each may last until nobody waits for its answer any more. */
const FAILING_SIDE_BY_SIDE = 8;
/** How long an address is left alone that is in the hands of another worker, or whose turn failed. */
const REST_MS = 15_000;
/** While answers are waited for, how often what has become due meanwhile is looked for. */
const LOOK_MS = 1_000;

/** What is under way, and what was. */
interface Turns {
  running: Map<string, { isFailing: boolean; end: Promise<void> }>;
  /** Which turn was the last of each: who waited longest comes first. */
  served: Map<string, number>;
  restUntil: Map<string, number>;
}

/** Goes on until no address has anything due; who comes meanwhile has its turn within a second, if there is a place. */
export async function sweepWebhooks(signal: AbortSignal): Promise<void> {
  const ports = webhookPorts();
  const turns: Turns = { running: new Map(), served: new Map(), restUntil: new Map() };
  const { running, served, restUntil } = turns;
  let begun = 0;
  const takeTurn = async (place: DueEndpoint) => {
    const { companyId, endpointId } = place;
    const outcomes = (await apart("webhooks", () => deliverWebhooks(place, ports), companyId)) ?? [];
    for (const outcome of outcomes) metrics.webhooks.inc({ outcome });
    if (outcomes.length === 0) restUntil.set(endpointId, clock.now() + REST_MS);
    running.delete(endpointId);
  };
  try {
    while (!signal.aborted) {
      for (const place of freePlaces(await dueCompanies(clock).webhooks(), turns)) {
        begun += 1;
        served.set(place.endpointId, begun);
        running.set(place.endpointId, { isFailing: place.isFailing, end: takeTurn(place) });
      }
      if (running.size === 0) return;
      const look = pause(LOOK_MS, undefined, { ref: false });
      await Promise.race([look, ...[...running.values()].map(({ end }) => end)]);
    }
  } finally {
    await Promise.all([...running.values()].map(({ end }) => end));
  }
}

/** Those whose turn it is now. */
function freePlaces(due: readonly DueEndpoint[], { running, served, restUntil }: Turns): DueEndpoint[] {
  const now = clock.now();
  const failing = [...running.values()].filter(({ isFailing }) => isFailing).length;
  const waiting = due
    .filter(({ endpointId }) => !running.has(endpointId) && (restUntil.get(endpointId) ?? 0) <= now)
    .sort((one, other) => (served.get(one.endpointId) ?? 0) - (served.get(other.endpointId) ?? 0));
  const answering = waiting.filter(({ isFailing }) => !isFailing);
  const silent = waiting.filter(({ isFailing }) => isFailing).slice(0, FAILING_SIDE_BY_SIDE - failing);
  return [...answering, ...silent].slice(0, SIDE_BY_SIDE - running.size);
}
