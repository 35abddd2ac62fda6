/** What the form of a client shows when it opens. */
import type { ClientFile } from "@/db/parties/clientFile";
import { countryName } from "@/domain/parties/country";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatSiren } from "@/domain/parties/siren";
import { formatVatNumber } from "@/domain/parties/vatNumber";
import type { SeenRecord } from "../seenRecord";
import { CONTACT_SLOTS } from "./clientContacts";

/** Field → what it shows at first. */
export function clientValues(file: ClientFile): Record<string, string> {
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
  return values;
}

/** What is compared: contacts are written as one list, so that they count as one field. */
export function editedClient(values: Readonly<Record<string, string>>) {
  const contacts = Object.entries(values).filter(([field]) => field.startsWith("contact"));
  const own = Object.entries(values).filter(([field]) => !field.startsWith("contact"));
  return { ...Object.fromEntries(own), contacts };
}

/** A client as it stands, for a form that may have been opened before. */
export function seenClient(file: ClientFile): SeenRecord<Record<string, unknown>> {
  const values = clientValues(file);
  const shown = (field: string) => values[field] || "vide";
  return {
    record: editedClient(values),
    names: {
      kind: "le type de client",
      name: `le nom (${file.name})`,
      reference: `la référence (${shown("reference")})`,
      siren: `le SIREN (${shown("siren")})`,
      vatNumber: `le numéro de TVA (${shown("vatNumber")})`,
      complement: `le complément d’adresse (${shown("complement")})`,
      street: `la rue (${shown("street")})`,
      postcode: `le code postal (${shown("postcode")})`,
      city: `la ville (${shown("city")})`,
      country: `le pays (${shown("country")})`,
      language: "la langue",
      note: "la note",
      dunningOptOut: `«\u00a0ne jamais relancer\u00a0» (${file.dunningOptOut ? "oui" : "non"})`,
      scenarioId: `le scénario (${file.scenario?.name ?? "celui par défaut"})`,
      contacts: "les contacts",
    },
    what: "ce client",
    entityId: file.id,
    actions: ["client.edited", "contact.corrected"],
  };
}
