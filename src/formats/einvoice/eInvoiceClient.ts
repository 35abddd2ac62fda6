/** The buyer of an electronic invoice as a client. Details that fail are left out, and said. */
import { DomainError } from "@/domain/invariant";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { countryCodeOf, isDomesticMail } from "@/domain/parties/country";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { parsePostcode } from "@/domain/parties/postcode";
import { isSiren, isSiret, sirenOfSiret } from "@/domain/parties/siren";
import { parseVatNumber, sirenOfVatNumber } from "@/domain/parties/vatNumber";
import type { ImportedClient, LineNoticeCode } from "../invoiceCsvLine";
import { type EInvoiceParty, SIREN_SCHEME, SIRET_SCHEME } from "./eInvoice";

/** Says what was left out. */
export type SayDetail = (code: LineNoticeCode, message: string, raw: string) => void;

/** Identifiers of the French register, valid or not. */
export function registerNumbers({ identifiers }: EInvoiceParty): string[] {
  return identifiers
    .filter(({ scheme }) => ["", SIREN_SCHEME, SIRET_SCHEME].includes(scheme))
    .map(({ value }) => value.replace(/[\s.]/g, ""));
}

/** The SIREN and SIRET among the identifiers of a party, whichever of the two schemes a careless program declares. */
export function registeredAs(party: EInvoiceParty): {
  siren: string | undefined;
  siret: string | undefined;
} {
  const digits = registerNumbers(party);
  const siret = digits.find(isSiret);
  const siren = digits.find(isSiren) ?? (siret && sirenOfSiret(siret));
  return { siren, siret: siret && sirenOfSiret(siret) === siren ? siret : undefined };
}

/**
 * The register tells public bodies, whose SIREN begins with 1 or 2 (INSEE), from all others. Without a register
 * nobody knows: a person will say.
 */
function kindOf(siren: string | undefined, vatNumber: string | undefined): DebtorKind | undefined {
  if (siren !== undefined) return /^[12]/.test(siren) ? "PUBLIC" : "B2B";
  return vatNumber === undefined ? undefined : "B2B";
}

function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** The client of an invoice. The name is checked by the caller. */
export function clientOfBuyer(buyer: EInvoiceParty, say: SayDetail): ImportedClient {
  const detail = <Value>(code: LineNoticeCode, text: string, read: (text: string) => Value) => {
    if (text === "") return undefined;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      say(code, `Client : ${error.message} La facture est importée sans cette information.`, text);
      return undefined;
    }
  };
  const vatNumber = detail("VAT_NUMBER", buyer.vatNumber, parseVatNumber);
  const registered = registeredAs(buyer);
  const siren = registered.siren ?? (vatNumber && sirenOfVatNumber(vatNumber));
  const wrong = buyer.identifiers.find(({ scheme }) => scheme === SIREN_SCHEME || scheme === SIRET_SCHEME);
  if (siren === undefined && wrong) {
    say(
      "SIREN",
      `Le SIREN du client, « ${wrong.value.slice(0, 40)} », n’existe pas : il n’est pas repris.`,
      wrong.value,
    );
  }
  const countryCode = buyer.country === "" ? "FR" : (countryCodeOf(buyer.country) ?? "FR");
  const postcode = isDomesticMail(countryCode)
    ? detail("POSTCODE", buyer.postcode, parsePostcode)
    : optional(buyer.postcode);
  return {
    name: buyer.name,
    reference: undefined,
    kind: kindOf(siren, vatNumber),
    siren,
    siret: registered.siret,
    vatNumber,
    contactName: optional(buyer.contactName),
    email: detail("EMAIL", buyer.email, parseEmailAddress),
    phone: detail("PHONE", buyer.phone, parsePhoneNumber),
    street: optional(buyer.street),
    complement: optional(buyer.complement),
    postcode,
    city: optional(buyer.city),
    countryCode,
  };
}
