/**
 * Posts events to the programs of companies, a few companies side by side and a few posts of each in turn: an address
 * that does not answer keeps neither mail nor the others waiting.
 */
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { webhookPorts } from "@/context/webhooks";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { deliverWebhooks } from "@/usecases/parties/deliverWebhooks";
import { apart } from "../apart";

const SIDE_BY_SIDE = 8;

/** Goes round the companies until none has anything due; who comes meanwhile joins the next round. */
export async function sweepWebhooks(signal: AbortSignal): Promise<void> {
  const ports = webhookPorts();
  /** Companies with nothing left, in the hands of another worker, or whose turn failed: the next sweep looks again. */
  const finished = new Set<string>();
  const takeTurn = async (companyId: string) => {
    const outcomes = (await apart("webhooks", () => deliverWebhooks(companyId, ports), companyId)) ?? [];
    for (const outcome of outcomes) metrics.webhooks.inc({ outcome });
    if (outcomes.length === 0) finished.add(companyId);
  };
  while (!signal.aborted) {
    const companies = (await dueCompanies(clock).webhooks()).filter((id) => !finished.has(id));
    if (companies.length === 0) return;
    const lane = async () => {
      for (let own = companies.shift(); own !== undefined && !signal.aborted; own = companies.shift()) {
        await takeTurn(own);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  }
}
