/**
 * A gesture made while decisions are treated one after the other comes back to a page that goes on
 * with them. The page it was made on says so in its address, which the browser tells.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { CHAIN_PARAM, readChain, withChain } from "@/domain/reporting/workChain";

const running = new AsyncLocalStorage<string>();

/** Runs a gesture made on the page of this address; nothing but a chain is taken from it. */
export function withinChain<T>(referer: string | null, work: () => Promise<T>): Promise<T> {
  const asked = referer && URL.canParse(referer) ? new URL(referer).searchParams.get(CHAIN_PARAM) : null;
  return asked && readChain(asked) ? running.run(asked, work) : work();
}

/** The path a gesture leads to, with the chain it was made in. */
export function chained(path: string): string {
  const chain = running.getStore();
  return chain ? withChain(path, chain) : path;
}
