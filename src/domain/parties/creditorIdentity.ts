/**
 * How a business names itself on its correspondence: legal name, form, capital, address, SIREN
 * and register (C. com. R123-237); « EI » for a sole trader (R526-27).
 */
import { formatAmount, NBSP } from "../money";
import { formatPostcodeCity } from "./postcode";
import { formatSiren } from "./siren";

export interface CreditorIdentity {
  legalName: string;
  /** `SARL`, `SAS`, `EI`… */
  legalForm: string;
  shareCapitalCents: bigint | null;
  siren: string;
  /** City of the trade register; null for those who are not registered there. */
  rcsCity: string | null;
  vatNumber: string | null;
  complement: string | null;
  street: string;
  postcode: string;
  city: string;
}

/** `20 000 €`: capitals are written without useless cents. */
export function formatCapital(cents: bigint): string {
  const text = formatAmount(cents);
  return `${text.endsWith(",00") ? text.slice(0, -3) : text}${NBSP}€`;
}

/** Legal name and form, without saying the form twice: `Atelier Brisset SARL`. */
export function fullLegalName(identity: Pick<CreditorIdentity, "legalName" | "legalForm">): string {
  const { legalName, legalForm } = identity;
  const has = new RegExp(`(^|\\s)${legalForm.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(\\s|$)`, "i").test(
    legalName,
  );
  return has || legalForm === "" ? legalName : `${legalName} ${legalForm}`;
}

/** `501 826 473 RCS Nantes`, or `SIREN 501 826 473` for those outside the register. */
export function registration(identity: Pick<CreditorIdentity, "siren" | "rcsCity">): string {
  const siren = formatSiren(identity.siren);
  return identity.rcsCity ? `${siren} RCS${NBSP}${identity.rcsCity}` : `SIREN ${siren}`;
}

/** The whole identity on one line, for the foot of an email or a letter. */
export function identityLine(identity: CreditorIdentity): string {
  const parts = [
    fullLegalName(identity),
    identity.shareCapitalCents === null ? "" : `capital de ${formatCapital(identity.shareCapitalCents)}`,
    [identity.complement, identity.street].filter(Boolean).join(", "),
    formatPostcodeCity(identity.postcode, identity.city),
    registration(identity),
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
