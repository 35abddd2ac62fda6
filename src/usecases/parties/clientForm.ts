/** What the form of a client starts from: its record as a person types it, and the scenarios offered. */
import { inCompany, isId } from "@/db/inCompany";
import { readClientFile } from "@/db/parties/clientFile";
import { countryName } from "@/domain/parties/country";
import type { CompanyCtx } from "../ports";
import type { Seen } from "../seenRecord";
import { notFound } from "./saveClient";
import { clientValues, editedClient } from "./seenClient";

export interface ClientFormFacts {
  name: string;
  /** Field → what it shows at first. */
  values: Record<string, string>;
  /** What the record held when the form was opened. */
  seen: Seen;
  contactCount: number;
  scenarios: { id: string; name: string; isDefault: boolean }[];
}

/**
 * @param clientId null for a new client
 * @throws DomainError NOT_FOUND when the client is not of this company
 */
export async function readClientForm(ctx: CompanyCtx, clientId: string | null): Promise<ClientFormFacts> {
  const { companyId } = ctx;
  if (clientId !== null && !isId(clientId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const scenarios = await tx.scenario.findMany({
      where: { companyId, currentVersionId: { not: null } },
      select: { id: true, name: true, isDefault: true },
      orderBy: [{ isDefault: "desc" }, { name: "asc" }],
    });
    if (clientId === null) {
      const values = { country: countryName("FR"), language: "fr" };
      return { name: "", values, seen: {}, contactCount: 0, scenarios };
    }
    const file = await readClientFile(tx, companyId, clientId);
    if (!file) throw notFound();
    const values = clientValues(file);
    const seen = editedClient(values);
    return { name: file.name, values, seen, contactCount: file.contacts.length, scenarios };
  });
}
