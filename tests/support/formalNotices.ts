/** A complete, lawful formal notice that each test changes where it matters. */
import { localDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import type { FormalNoticeInput, NoticeAuthor } from "@/domain/legal/formalNoticeInput";
import type { PenaltyPolicy } from "@/domain/legal/penaltyPolicy";
import { lateInvoice, STATED_ON, statementOf } from "./claims";

const POLICIES: Record<DebtorKind, PenaltyPolicy> = {
  B2B: { kind: "CONTRACT_FIXED", rateBps: 1200 },
  PUBLIC: { kind: "PUBLIC" },
  B2C: { kind: "B2C_LEGAL" },
  NON_PRO: { kind: "B2C_LEGAL" },
};

/** A notice for this kind of debtor; 1 200.00 € of principal. */
export function noticeFor(kind: DebtorKind, change: Partial<FormalNoticeInput> = {}): FormalNoticeInput {
  const invoice = lateInvoice({ debtorKind: kind, policy: POLICIES[kind] });
  return {
    reference: "MED-2026-004",
    writtenOn: STATED_ON,
    place: "Nantes",
    channel: "LRAR_PAPER",
    creditor: {
      legalName: "Atelier Brisset",
      legalForm: "SARL",
      shareCapitalCents: 2_000_000n,
      siren: "732829320",
      rcsCity: "Nantes",
      vatNumber: null,
      complement: null,
      street: "4 rue des Halles",
      postcode: "44000",
      city: "Nantes",
    },
    contact: { email: "compta@brisset.example", phone: "+33261910140" },
    author: { kind: "CREDITOR" },
    debtor: {
      kind,
      name: "Menuiserie Kerdal",
      siren: kind === "B2C" ? undefined : "552100554",
      address: {
        name: "Menuiserie Kerdal",
        street: "12 rue du Port",
        postcode: "29200",
        city: "Brest",
        countryCode: "FR",
      },
      isNaturalPerson: kind === "B2C",
    },
    statement: statementOf([invoice]),
    invoices: [
      {
        invoiceNumber: invoice.invoiceNumber,
        orderReference: "devis n° 12 accepté le 3 juillet 2026",
        performedOn: localDate("2026-07-30"),
        requestReceivedOn: kind === "PUBLIC" ? localDate("2026-08-01") : undefined,
      },
    ],
    previousContacts: [
      { on: localDate("2026-09-15"), channel: "CALL" },
      { on: localDate("2026-09-02"), channel: "EMAIL" },
    ],
    iban: "FR7630006000011234567890189",
    paymentReference: "F-2026-018",
    signatory: { name: "Anne Brisset", role: "Gérante" },
    ...change,
  };
}

export const ACCOUNTANT: NoticeAuthor = {
  kind: "EXPERT_COMPTABLE",
  name: "Cabinet Morvan",
  address: "1 place Royale, 44000 Nantes",
  siren: "501826473",
  legalForm: "SELARL",
  shareCapitalCents: 5_000_000n,
  rcsCity: "Nantes",
  mandatedOn: localDate("2026-01-10"),
};

export const THIRD_PARTY: NoticeAuthor = {
  kind: "THIRD_PARTY",
  name: "Recouvrement de l’Ouest",
  address: "9 quai de la Fosse, 44000 Nantes",
  siren: "552100554",
  legalForm: "SAS",
  shareCapitalCents: 1_000_000n,
  rcsCity: "Nantes",
  agreedOn: localDate("2026-01-10"),
  insuredUntil: localDate("2027-12-31"),
  hasFundsAccount: true,
  declaredOn: localDate("2020-03-02"),
  firstLetter: { reference: "RA-77", sentOn: localDate("2026-10-05") },
};

/** Every text of a letter, its detailed statement included, for rules that bear on the whole of it. */
export function textsOf(notice: FormalNotice): string[] {
  const { statement, detail } = notice;
  return [
    notice.title,
    ...notice.sender.flatMap((block) => [block.name, ...block.lines]),
    ...notice.recipient,
    ...notice.references.flatMap(({ label, value }) => [label, value]),
    notice.subject.title,
    notice.subject.detail,
    notice.salutation,
    ...notice.sections.flatMap((section) => section.paragraphs),
    ...notice.invoices.flatMap((row) => [row.invoiceNumber, row.note]),
    statement.caption,
    ...statement.rows.flatMap((row) => [row.label, row.note ?? ""]),
    statement.totalLabel,
    notice.closing,
    ...notice.signature,
    ...notice.enclosures,
    notice.footer,
    detail.title,
    detail.parties,
    ...detail.entries.flatMap((entry) => [entry.label, entry.note]),
    detail.interestTitle,
    detail.rule,
    ...detail.rates.flatMap((rate) => [rate.reason, rate.article]),
    ...detail.contacts.flatMap((contact) => [contact.channel, contact.outcome]),
  ].filter((text) => text !== "");
}
