/** What the form of a client starts from: its record as a person types it, and the scenarios offered. */
import { inCompany, isId } from "@/db/inCompany";
import { readClientFile } from "@/db/parties/clientFile";
import { countryName } from "@/domain/parties/country";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatSiren } from "@/domain/parties/siren";
import { formatVatNumber } from "@/domain/parties/vatNumber";
import type { CompanyCtx } from "../ports";
import { CONTACT_SLOTS } from "./clientContacts";
import { notFound } from "./saveClient";

export interface ClientFormFacts {
  name: string;
  /** Field → what it shows at first. */
  values: Record<string, string>;
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
      return { name: "", values: { country: countryName("FR"), language: "fr" }, contactCount: 0, scenarios };
    }
    const file = await readClientFile(tx, companyId, clientId);
    if (!file) throw notFound();
    const values: Record<string, string> = {
      kind: file.kind,
      name: file.name,
      reference: file.reference ?? "",
      siren: file.siren ? formatSiren(file.siren) : "",
      vatNumber: file.vatNumber ? formatVatNumber(file.vatNumber) : "",
      complement: file.complement ?? "",
      street: file.street ?? "",
      postcode: file.postcode ?? "",
      city: file.city ?? "",
      country: countryName(file.country),
      language: file.language,
      note: file.note,
      dunningOptOut: file.dunningOptOut ? "1" : "",
      scenarioId: file.scenarioId ?? "",
    };
    for (const [index, slot] of CONTACT_SLOTS.entries()) {
      const contact = file.contacts[index];
      if (!contact) break;
      values[`${slot}Role`] = contact.role;
      values[`${slot}Name`] = contact.name;
      values[`${slot}Email`] = contact.email ?? "";
      values[`${slot}Language`] = contact.language ?? "";
      values[`${slot}Phone`] = contact.phone ? formatPhoneNumber(contact.phone) : "";
    }
    return { name: file.name, values, contactCount: file.contacts.length, scenarios };
  });
}
