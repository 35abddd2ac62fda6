/** What people mistype, and what others try, with the sentence each gets. */
import { wholePdf } from "../../support/pdfFiles";
import type { Places } from "./addresses";
import type { Field } from "./visitor";

export interface BadInput {
  what: string;
  path: (x: Places) => string;
  action: string;
  fields: Record<string, Field>;
  says: RegExp;
}

const IDENTITY = {
  path: (x: Places) => `/${x.slug}/reglages/societe`,
  action: "[societe]/reglages/societe/actions.ts#save",
};
const BANK = {
  path: (x: Places) => `/${x.slug}/reglages/banque`,
  action: "[societe]/reglages/banque/actions.ts#save",
};
const SENDING = {
  path: (x: Places) => `/${x.slug}/reglages/envoi`,
  action: "[societe]/reglages/envoi/actions.ts#save",
};
const CLIENT = {
  path: (x: Places) => `/${x.slug}/clients/nouveau`,
  action: "[societe]/clients/actions.ts#addClient",
};
const INVOICE = {
  path: (x: Places) => `/${x.slug}/factures/nouvelle?client=nouveau`,
  action: "[societe]/factures/nouvelle/actions.ts#createInvoice",
};
const PAYMENT = {
  path: (x: Places) => `/${x.slug}/factures/${x.invoice}/reglement`,
  action: "[societe]/factures/[id]/actions.ts#savePayment",
};
const ATTACHMENT = {
  path: (x: Places) => `/${x.slug}/factures/${x.invoice}/joindre`,
  action: "[societe]/factures/[id]/actions.ts#attach",
};

const WORDS = {
  path: (x: Places) => `/${x.slug}/messages/${x.spare.reworded}/texte`,
  action: "[societe]/messages/[id]/texte/actions.ts#reword",
};

const NEW_INVOICE = {
  client_name: "Chapellerie Ozanne",
  number: "F-9001",
  totalCents: "120,00",
  issuedOn: "2026-11-02",
  dueOn: "2026-12-02",
};
const bytes = (text: string, name: string) => new File([text], name, { type: "application/pdf" });
const large = (megabytes: number) =>
  new File([new Uint8Array(megabytes * 1_000_000), Uint8Array.from(wholePdf())], "grand.pdf");

export const BAD_INPUT: readonly BadInput[] = [
  {
    ...WORDS,
    what: "a variable that does not exist",
    fields: { body: "Bonjour {{sold}}" },
    says: /\{\{sold\}\} n’existe pas/,
  },
  {
    ...WORDS,
    what: "a subject of two lines",
    fields: { subject: "Bonjour\r\nBcc: tous@ailleurs.example" },
    says: /tient sur une ligne/,
  },
  { ...IDENTITY, what: "a SIREN whose key is wrong", fields: { siren: "501 826 474" }, says: /SIREN/ },
  { ...IDENTITY, what: "a SIREN with letters", fields: { siren: "50182647A" }, says: /chiffres/ },
  {
    ...IDENTITY,
    what: "a VAT number of another company",
    fields: { vatNumber: "FR00999999999" },
    says: /TVA/,
  },
  { ...IDENTITY, what: "a postcode that does not exist", fields: { postcode: "4400" }, says: /code postal/i },
  {
    ...BANK,
    what: "an IBAN whose key is wrong",
    fields: { iban: "FR76 3000 6000 0112 3456 7890 188", currentPassword: "demonstration" },
    says: /IBAN/,
  },
  {
    ...BANK,
    what: "an IBAN that is too short",
    fields: { iban: "FR76 3000", currentPassword: "demonstration" },
    says: /IBAN/,
  },
  {
    ...BANK,
    what: "another password",
    fields: { iban: "FR14 2004 1010 0505 0001 3M02 606", currentPassword: "autre" },
    says: /mot de passe/,
  },
  { ...CLIENT, what: "a client without a name", fields: { name: "" }, says: /Indiquez/ },
  {
    ...CLIENT,
    what: "an address that is none",
    fields: { name: "X", contactEmail: "compta@" },
    says: /adresse/i,
  },
  {
    ...CLIENT,
    what: "two addresses in one field",
    fields: { name: "X", contactEmail: "a@b.example, c@d.example" },
    says: /adresse/i,
  },
  {
    ...CLIENT,
    what: "a header slipped into a name",
    fields: { name: "Menuiserie\r\nBcc: tous@ailleurs.example", kind: "B2B", contactEmail: "a@b.example" },
    says: /caractère/,
  },
  {
    ...CLIENT,
    what: "a header slipped into an address",
    fields: { name: "Menuiserie", kind: "B2B", contactEmail: "a@b.example\r\nBcc: c@d.example" },
    says: /adresse/i,
  },
  {
    ...CLIENT,
    what: "a name written backwards",
    fields: { name: "Facture \u202egpj.exe", kind: "B2B" },
    says: /caractère/,
  },
  {
    ...CLIENT,
    what: "a name of ten thousand letters",
    fields: { name: "a".repeat(10_000), kind: "B2B" },
    says: /caractères au plus/,
  },
  {
    ...SENDING,
    what: "a header slipped into the name of the sender",
    fields: { signatoryName: "Hélène\r\nSubject: gratuit" },
    says: /caractère/,
  },
  {
    ...SENDING,
    what: "a header slipped into the address of answers",
    fields: { replyToEmail: "a@b.example\nBcc: c@d.example" },
    says: /adresse/i,
  },
  {
    ...INVOICE,
    what: "a header slipped into the subject of an invoice",
    fields: { ...NEW_INVOICE, subject: "mobilier\r\nX-Priority: 1" },
    says: /caractère/,
  },
  {
    ...INVOICE,
    what: "a header slipped into the number of an invoice",
    fields: { ...NEW_INVOICE, number: "F-1\nBcc: tous@ailleurs.example" },
    says: /caractère/,
  },
  { ...INVOICE, what: "31 February", fields: { ...NEW_INVOICE, issuedOn: "2026-02-31" }, says: /date|jour/i },
  { ...INVOICE, what: "a date in words", fields: { ...NEW_INVOICE, dueOn: "demain" }, says: /date/i },
  {
    ...INVOICE,
    what: "due before it was issued",
    fields: { ...NEW_INVOICE, dueOn: "2026-11-01" },
    says: /échéance/i,
  },
  {
    ...INVOICE,
    what: "a year of five digits",
    fields: { ...NEW_INVOICE, issuedOn: "20026-11-02" },
    says: /date/i,
  },
  {
    ...INVOICE,
    what: "an amount in words",
    fields: { ...NEW_INVOICE, totalCents: "douze" },
    says: /montant/i,
  },
  {
    ...INVOICE,
    what: "an amount below zero",
    fields: { ...NEW_INVOICE, totalCents: "-12" },
    says: /montant/i,
  },
  { ...INVOICE, what: "nothing to pay", fields: { ...NEW_INVOICE, totalCents: "0,00" }, says: /montant/i },
  {
    ...INVOICE,
    what: "four decimals",
    fields: { ...NEW_INVOICE, totalCents: "12,3456" },
    says: /montant|décimale|centime/i,
  },
  {
    ...INVOICE,
    what: "more money than there is",
    fields: { ...NEW_INVOICE, totalCents: "99999999999999999999" },
    says: /montant/i,
  },
  {
    ...INVOICE,
    what: "an amount as a formula",
    fields: { ...NEW_INVOICE, totalCents: "=1+1" },
    says: /montant/i,
  },
  {
    ...PAYMENT,
    what: "a payment above what is owed",
    fields: { amountCents: "9 999 999,00", receivedOn: "2026-11-20", method: "TRANSFER" },
    says: /dû|reste|dépasse/i,
  },
  {
    ...PAYMENT,
    what: "a payment of tomorrow",
    fields: { amountCents: "1,00", receivedOn: "2026-12-25", method: "TRANSFER" },
    says: /jour|date|arriv/i,
  },
  {
    ...PAYMENT,
    what: "a means of payment that is none",
    fields: { amountCents: "1,00", receivedOn: "2026-11-20", method: "GOLD" },
    says: /moyen de paiement/i,
  },
  { ...ATTACHMENT, what: "a file above 10 MB", fields: { file: large(11) }, says: /dépasse 10/ },
  { ...ATTACHMENT, what: "an empty file", fields: { file: bytes("", "vide.pdf") }, says: /vide/ },
  {
    ...ATTACHMENT,
    what: "a program named as a PDF",
    fields: { file: bytes("MZ\u0000\u0001 not a pdf", "facture.pdf") },
    says: /n’est pas un PDF/,
  },
  {
    ...ATTACHMENT,
    what: "a page named as a PDF",
    fields: { file: bytes("<script>alert(1)</script>%PDF-1.4", "facture.pdf") },
    says: /n’est pas un PDF/,
  },
  {
    ...ATTACHMENT,
    what: "a PDF without its end",
    fields: { file: bytes("%PDF-1.7\n1 0 obj<<>>endobj\n", "facture.pdf") },
    says: /incomplet/,
  },
];
