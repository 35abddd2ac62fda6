/** Calls whoever posts what was announced, once it is committed: not before, and not at all when it is rolled back. */

/** One for the process, as the pools are: the server of pages may hold this module more than once. */
const kept = globalThis as typeof globalThis & { dumentAnnounced?: (companyId: string) => void };

/** Transactions in which something was announced, and of which company. */
const announcedIn = new WeakMap<object, string>();

/** Who is called with the company after each commit that announced something; it must neither wait nor throw. */
export function onAnnounced(call: (companyId: string) => void): void {
  kept.dumentAnnounced = call;
}

/** Notes that a transaction has written something to post. */
export function noteAnnounced(tx: object, companyId: string): void {
  announcedIn.set(tx, companyId);
}

/** Called when a transaction is committed. */
export function callAnnounced(tx: object): void {
  const companyId = announcedIn.get(tx);
  if (companyId !== undefined) kept.dumentAnnounced?.(companyId);
}
