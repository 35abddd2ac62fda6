import { inCompany, isId } from "@/db/inCompany";
import { type ClientChoice, readClientChoices } from "@/db/parties/clientChoices";
import type { CompanyCtx } from "../ports";

export type { ClientChoice };

/** Up to this many clients fit in a closed list; beyond, one searches. */
export const SHORT_LIST = 40;

export interface ClientChoices {
  /** The client already chosen, when the address names one of this company. */
  chosen: ClientChoice | null;
  choices: ClientChoice[];
  /** More clients match than are shown. */
  isCut: boolean;
}

/** Clients offered to whoever writes an invoice. */
export async function listClientChoices(
  ctx: CompanyCtx,
  query: { search: string; chosenId: string },
): Promise<ClientChoices> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const chosen = isId(query.chosenId)
      ? await tx.client.findUnique({
          where: { companyId_id: { companyId, id: query.chosenId } },
          select: { id: true, name: true, city: true, reference: true, siren: true },
        })
      : null;
    const search = query.search.trim().slice(0, 80);
    const found = await readClientChoices(tx, companyId, search, SHORT_LIST + 1);
    return { chosen, choices: found.slice(0, SHORT_LIST), isCut: found.length > SHORT_LIST };
  });
}
