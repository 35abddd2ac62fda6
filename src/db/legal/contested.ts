/** What the debtors contest. */
import type { ContestedPart } from "@/domain/legal/contestedPart";
import type { Tx } from "../inCompany";
import { toLocalDate } from "../values";

/** What running disputes set aside of each invoice; null when one of them is about all of it. */
export async function readContested(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, ContestedPart | null>> {
  const disputes = await tx.hold.findMany({
    where: { companyId, kind: "DISPUTE", endedAt: null, invoiceId: { in: [...invoiceIds] } },
    select: { invoiceId: true, partCents: true, startedOn: true },
    orderBy: [{ startedOn: "asc" }, { id: "asc" }],
  });
  const contested = new Map<string, ContestedPart | null>();
  for (const { invoiceId, partCents, startedOn } of disputes) {
    const known = contested.get(invoiceId);
    const part =
      known === null || partCents === null
        ? null
        : { cents: (known?.cents ?? 0n) + partCents, on: known?.on ?? toLocalDate(startedOn) };
    contested.set(invoiceId, part);
  }
  return contested;
}
