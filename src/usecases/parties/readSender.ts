/** The company as its debtors read it, in emails and letters. */
import type { Tx } from "@/db/inCompany";
import type { ReminderFacts } from "@/domain/dunning/reminder";
import { isNamedAfter } from "@/domain/dunning/signatureOf";
import { identityLine } from "@/domain/parties/creditorIdentity";
import { formatIban } from "@/domain/parties/iban";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";

export interface Sender {
  /** `Hélène Brisset, Atelier Brisset`: the debtor sees the creditor, not us. */
  fromName: string;
  replyTo: { name: string; address: string };
  words: ReminderFacts["creditor"];
}

/** Reads who writes. The IBAN is the one the company has confirmed, grouped by four. */
export async function readSender(tx: Tx, companyId: string): Promise<Sender> {
  const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  const name = company.tradeName ?? company.legalName;
  return {
    fromName: isNamedAfter(name, company.signatoryName) ? name : `${company.signatoryName}, ${name}`,
    replyTo: { name, address: company.replyToEmail },
    words: {
      name,
      identity: identityLine(company),
      iban: company.iban ? formatIban(company.iban) : null,
      bic: company.bic,
      phone: company.phone ? formatPhoneNumber(company.phone) : null,
      signatory: company.signatoryName,
    },
  };
}
