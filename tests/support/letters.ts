/** Letters that try the layout: every kind, and the longest of everything. */
import { addDays, localDate } from "@/domain/calendar";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { NOTICE_KINDS } from "@/domain/legal/formalNoticeInput";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { lateInvoice, STATED_ON, statementOf } from "./claims";
import { ACCOUNTANT, noticeFor, THIRD_PARTY } from "./formalNotices";

/** Every debtor, author and kind of letter: 36 of them. */
export const EVERY_LETTER: readonly { readonly name: string; readonly notice: FormalNoticeInput }[] =
  DEBTOR_KINDS.flatMap((debtor) =>
    [{ kind: "CREDITOR" } as const, ACCOUNTANT, THIRD_PARTY].flatMap((author) =>
      NOTICE_KINDS.map((kind) => ({
        name: `${kind} to ${debtor} by ${author.kind}`,
        notice: noticeFor(debtor, { author, kind, channel: kind === "REMINDER" ? "SIMPLE" : "LRAR_PAPER" }),
      })),
    ),
  );

/** Invoices of a day apart, one in three partly paid; `daysLate` for the oldest. */
export function manyInvoices(count: number, daysLate = 200): FormalNoticeInput {
  const invoices: InvoiceClaim[] = Array.from({ length: count }, (_, index) =>
    lateInvoice({
      invoiceNumber: `F-2026-${String(index + 1).padStart(4, "0")}`,
      totalCents: 123_456n + BigInt(index * 7919),
      issuedOn: addDays(STATED_ON, index - daysLate - 30),
      dueOn: addDays(STATED_ON, index - daysLate),
      events: index % 3 === 0 ? [{ kind: "PAYMENT", on: localDate("2026-10-12"), amountCents: 50_000n }] : [],
    }),
  );
  return noticeFor("B2B", {
    statement: statementOf(invoices),
    invoices: invoices.map(({ invoiceNumber, issuedOn }) => ({
      invoiceNumber,
      orderReference: `commande du bon n° ${invoiceNumber}`,
      performedOn: issuedOn,
    })),
  });
}

/** Five years late, interest paid first, a credit note, and names as long as they come. */
export function longestLetter(): FormalNoticeInput {
  const base = noticeFor("B2B");
  const invoiceNumber = "FA-2021-00000000123456789-ATELIER-DE-L-OUEST";
  const claim = lateInvoice({
    invoiceNumber,
    policy: { kind: "STATUTORY_B2B" },
    totalCents: 99_999_999_999n,
    issuedOn: localDate("2021-09-24"),
    dueOn: localDate("2021-10-24"),
    imputation: "INTEREST_FIRST",
    recoveryCostsCents: 123_456n,
    events: [
      { kind: "CREDIT_NOTE", on: localDate("2022-01-12"), amountCents: 5_000_000n, effect: "RETRO" },
      { kind: "PAYMENT", on: localDate("2022-11-12"), amountCents: 10_000_000n },
      { kind: "PAYMENT", on: localDate("2024-03-02"), amountCents: 30_000_000_000n },
    ],
  });
  const outcome =
    "Page de réponse ouverte le jour même, puis un engagement écrit de régler en trois fois avant la fin de l’été";
  return {
    ...base,
    trackingNumber: "1A04787720243",
    creditor: {
      ...base.creditor,
      legalName: "Compagnie Générale des Ateliers de Menuiserie et d’Agencement de l’Ouest & Fils",
      vatNumber: "FR49501826473",
      complement: "Zone d’activités de la Gesvrine, bâtiment C, deuxième étage",
      street: "128 bis boulevard du Général de Gaulle",
      city: "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
    },
    contact: {
      email: "recouvrement.comptabilite.clients@compagnie-generale-des-ateliers.example",
      phone: "+33261910140",
      page: "dument.example/r/7KQ2-M4XD",
    },
    debtor: {
      ...base.debtor,
      name: "SOCIÉTÉ CIVILE IMMOBILIÈRE DES GRANDS MOULINS DE L’ESTUAIRE DE LA LOIRE ET DU PAYS DE RETZ",
      address: {
        name: "SCI GRANDS MOULINS ESTUAIRE LOIRE RETZ",
        attention: "MME MARGUERITE MMMMMMMMMMMMMMMMMMMMMMM",
        complement: "BATIMENT WILLIAM WALLACE WWWWWWWWWWWWW",
        street: "1234 ROUTE DEPARTEMENTALE DES MOULINS",
        place: "BP 12345 LE GRAND MOULIN DE LA LOIRE X",
        postcode: "B 1000",
        city: "BRUXELLES LES GRANDS MOULINS YZ",
        countryCode: "BE",
      },
    },
    statement: statementOf([claim]),
    invoices: [
      {
        invoiceNumber,
        orderReference: "bon de commande n° 4500012345-ATELIER/2021 signé le 2 août 2021 à Saint-Nazaire",
        performedOn: localDate("2021-09-18"),
      },
    ],
    previousContacts: Array.from({ length: 9 }, (_, index) => ({
      on: localDate(`2026-10-0${index + 1}`),
      channel: "EMAIL" as const,
      recipient: "comptabilite.fournisseurs@societe-civile-immobiliere-des-grands-moulins.example",
      outcome,
    })),
    bic: "AGRIFRPP",
    signatory: {
      name: "Marie-Hélène de La Rochefoucauld-Montbel",
      role: "Directrice administrative et financière",
    },
    enclosures: ["devis D-2026-112", "bon de réception du 18 septembre 2021", "relevé des échanges"],
  };
}
