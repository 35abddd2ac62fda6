/** Reads every client of the company for a program, a page at a time. */
import { inCompany } from "@/db/inCompany";
import { type ClientSelection, type OrderedClient, readClientsInOrder } from "@/db/parties/clientsInOrder";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";

export type WalkedClient = OrderedClient;

/** One page, in the order of the ids; `nextId` is null after the last one. */
export async function walkClients(
  ctx: CompanyCtx,
  { limit, ...selection }: ClientSelection & { limit: number },
): Promise<{ clients: WalkedClient[]; nextId: string | null }> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const found = await readClientsInOrder(tx, companyId, { ...selection, limit: limit + 1, today });
    const clients = found.slice(0, limit);
    return { clients, nextId: found.length > limit ? (clients.at(-1)?.id ?? null) : null };
  });
}
