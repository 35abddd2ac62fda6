/**
 * A gesture made while decisions are treated one after the other leads to the next one once its decision is
 * made, and else comes back to a page that goes on with them. The page it was made on says so in its address,
 * which the browser tells.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { redirect } from "next/navigation";
import {
  CHAIN_PARAM,
  chainText,
  counted,
  DECIDED_PARAM,
  decidedPath,
  decisionPage,
  readChain,
  withChain,
} from "@/domain/reporting/workChain";
import { redirectedTo } from "./redirected";

interface Running {
  chain: string;
  /** The chain counts the decision of the page already. */
  isCounted: boolean;
  /** What the gesture did, once it is done. */
  done: string | null;
}

const running = new AsyncLocalStorage<Running>();

/** Whether a decision still waits for a person. */
type Waits = (decision: { id: string; kind: string }) => Promise<boolean>;

/** Runs a gesture made on the page of this address; nothing but a chain and a path is taken from it. */
export async function withinChain<T>(
  referer: string | null,
  waits: Waits,
  work: () => Promise<T>,
): Promise<T> {
  const page = referer && URL.canParse(referer) ? new URL(referer) : null;
  const text = page?.searchParams.get(CHAIN_PARAM) ?? null;
  const chain = readChain(text);
  if (!page || text === null || !chain) return work();
  const decision = { id: chain.place.split("_")[1] ?? "", kind: chain.kind };
  const isCounted = page.searchParams.has(DECIDED_PARAM);
  const gesture: Running = { chain: text, isCounted, done: null };
  try {
    return await running.run(gesture, work);
  } catch (error) {
    const leads = redirectedTo(error);
    if (leads === null || gesture.done === null || chain.kind === "") throw error;
    const isMade = !(await waits(decision));
    // A second press leads on as the first one did.
    if (isMade && !isCounted) redirect(decidedPath(chain, gesture.done, decisionPage(page.pathname)));
    // Taken back: it counts again among those to decide.
    if (!isMade && isCounted) redirect(withChain(leads, chainText(counted(chain, -1))));
    throw error;
  }
}

/** The path a gesture leads to, with the chain it was made in. */
export function chained(path: string, done: string | null): string {
  const gesture = running.getStore();
  if (!gesture) return path;
  gesture.done = done;
  return withChain(path, gesture.chain, gesture.isCounted);
}
