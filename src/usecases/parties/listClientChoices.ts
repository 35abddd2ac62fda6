import { inCompany, isId } from "@/db/inCompany";
import { readClientChoice, readClientChoices } from "@/db/parties/clientChoices";
import type { NamedClient } from "@/domain/parties/clientChoice";
import type { CompanyCtx } from "../ports";

/** Clients offered at once; beyond, a few more letters find the others. */
export const SHORT_LIST = 40;

export interface ClientChoices {
  /** The client already chosen, when the address names one of this company. */
  chosen: NamedClient | null;
  choices: NamedClient[];
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
    const chosen = isId(query.chosenId) ? await readClientChoice(tx, companyId, query.chosenId) : null;
    const search = query.search.trim().slice(0, 80);
    const found = await readClientChoices(tx, companyId, search, SHORT_LIST + 1);
    return { chosen, choices: found.slice(0, SHORT_LIST), isCut: found.length > SHORT_LIST };
  });
}
