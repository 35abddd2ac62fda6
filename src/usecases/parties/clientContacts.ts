/** The people of a client: read from a form, written, and corrected when an address is refused. */
import type { Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import {
  type FieldError,
  type FieldReader,
  InputError,
  line,
  oneOf,
  optional,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { NBSP } from "@/domain/money";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";

export const CONTACT_ROLES = ["BILLING", "DECISION_MAKER", "COPY"] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/**
 * What the fields of each contact of a form begin with: `contactEmail`, `contact2Email`… As many
 * as one message may be addressed to.
 */
export const CONTACT_SLOTS = [
  "contact",
  "contact2",
  "contact3",
  "contact4",
  "contact5",
  "contact6",
  "contact7",
  "contact8",
] as const;

export interface ContactInput {
  role: ContactRole;
  name: string;
  email: string | null;
  phone: string | null;
  /** Null: the client's. */
  language: "fr" | "en" | null;
}

const role: FieldReader<ContactRole> = (text, field) =>
  text === "" ? "BILLING" : oneOf(CONTACT_ROLES, "Choisissez le rôle de ce contact.")(text, field);

/**
 * Reads the contacts of a form; a slot left empty is no contact.
 *
 * @throws InputError with every field that is wrong, also when an address is given twice
 */
export function readContacts(raw: RawFields): ContactInput[] {
  const errors: FieldError[] = [];
  const contacts: ContactInput[] = [];
  const emails = new Set<string>();
  for (const slot of CONTACT_SLOTS) {
    try {
      const contact = readContact(raw, slot);
      const key = contact.email?.toLowerCase() ?? slot;
      if (emails.has(key)) {
        errors.push(twice(`${slot}Email`));
        continue;
      }
      emails.add(key);
      if (contact.name !== "" || contact.email !== null || contact.phone !== null) contacts.push(contact);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(...error.errors.map((one) => ({ ...one, field: `${slot}${capital(one.field)}` })));
    }
  }
  if (errors.length > 0) throw new InputError(errors);
  return contacts;
}

function readContact(raw: RawFields, slot: string): ContactInput {
  const own = {
    role: raw[`${slot}Role`],
    name: raw[`${slot}Name`],
    email: raw[`${slot}Email`],
    phone: raw[`${slot}Phone`],
    language: raw[`${slot}Language`],
  };
  return readFields<ContactInput>(own, {
    role,
    name: line("le nom du contact", 80, { optional: true }),
    email: optional(parseEmailAddress),
    phone: optional(parsePhoneNumber),
    language: optional(oneOf(["fr", "en"], "Choisissez la langue de cette personne.")),
  });
}

function twice(field: string): FieldError {
  return {
    field,
    code: "TWICE",
    message: `Cette adresse figure déjà plus haut${NBSP}: chacun la reçoit une fois.`,
  };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * Makes the contacts of a client those given, in their order. An address that does not change
 * keeps what is known of it; another one gets a new chance.
 */
export async function writeContacts(
  tx: Tx,
  companyId: string,
  clientId: string,
  wanted: readonly ContactInput[],
): Promise<void> {
  const left = await tx.contact.findMany({
    where: { companyId, clientId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const take = (match: (contact: (typeof left)[number]) => boolean) => {
    const at = left.findIndex(match);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const kept = wanted.map((contact) => ({
    contact,
    current: contact.email === null ? undefined : take(({ email }) => email === contact.email),
  }));
  for (const [position, { contact, current }] of kept.entries()) {
    const previous =
      current ?? take(({ role: known, name }) => known === contact.role && name === contact.name);
    const renewed =
      previous?.email === contact.email ? {} : { emailState: "UNKNOWN" as const, refusal: null };
    if (previous) {
      const where = { companyId_id: { companyId, id: previous.id } };
      await tx.contact.update({ where, data: { ...contact, ...renewed, position } });
    } else {
      await tx.contact.create({ data: { ...contact, companyId, id: newId(), clientId, position } });
    }
  }
  await tx.contact.deleteMany({ where: { companyId, clientId, id: { in: left.map(({ id }) => id) } } });
}
