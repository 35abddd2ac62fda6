/** One letter of each kind, as its receiver gets it: complete facts, no test corner. */
import { localDate } from "@/domain/calendar";
import { withoutContested } from "@/domain/legal/contestedPart";
import type { FormalNoticeInput, NoticeAuthor } from "@/domain/legal/formalNoticeInput";
import { lateInvoice, statementOf } from "./claims";
import { ACCOUNTANT, noticeFor, THIRD_PARTY } from "./formalNotices";

/** Nothing was sent before the amicable letter itself. */
const FIRST_CONTACT: NoticeAuthor =
  THIRD_PARTY.kind === "THIRD_PARTY" ? { ...THIRD_PARTY, firstLetter: undefined } : THIRD_PARTY;

const consumer = (): Partial<FormalNoticeInput> => ({
  debtor: {
    kind: "B2C",
    name: "Marie Le Goff",
    address: {
      name: "Madame Marie Le Goff",
      street: "12 rue du Port",
      postcode: "29200",
      city: "Brest",
      countryCode: "FR",
    },
    isNaturalPerson: true,
  },
});

/** One invoice a part of which is contested. */
function partlyContested(): FormalNoticeInput {
  const payment = { kind: "PAYMENT", on: localDate("2026-10-05"), amountCents: 20_000n } as const;
  const claim = lateInvoice({ policy: { kind: "CONTRACT_FIXED", rateBps: 1200 }, events: [payment] });
  const part = { cents: 30_000n, on: localDate("2026-10-12") };
  return noticeFor("B2B", { statement: statementOf([withoutContested(claim, part, 100_000n)]) });
}

/** Three invoices: one whole, one partly paid and partly waived, one reduced by a credit note. */
function severalInvoices(): FormalNoticeInput {
  const invoices = [
    lateInvoice({ invoiceNumber: "F-2026-018" }),
    lateInvoice({
      invoiceNumber: "F-2026-021",
      totalCents: 250_000n,
      issuedOn: localDate("2026-06-01"),
      dueOn: localDate("2026-06-30"),
      events: [{ kind: "PAYMENT", on: localDate("2026-09-10"), amountCents: 100_000n }],
      waivers: [{ on: localDate("2026-11-02"), penaltyCents: 2_000n, flatFeeCents: 4_000n }],
    }),
    lateInvoice({
      invoiceNumber: "F-2026-027",
      totalCents: 84_000n,
      issuedOn: localDate("2026-09-01"),
      dueOn: localDate("2026-10-01"),
      events: [{ kind: "CREDIT_NOTE", on: localDate("2026-10-20"), amountCents: 12_000n, effect: "RETRO" }],
    }),
  ];
  return noticeFor("B2B", {
    trackingNumber: "1A04787720243",
    statement: statementOf(invoices),
    invoices: invoices.map(({ invoiceNumber }, index) => ({
      invoiceNumber,
      orderReference: `devis n° ${12 + index} accepté`,
      performedOn: localDate("2026-07-30"),
      hasCopy: invoiceNumber !== "F-2026-027",
    })),
    paymentReference: "F-2026-018 F-2026-021 F-2026-027",
  });
}

/** Three invoices again, a part of two of them contested, written by a chartered accountant. */
function severalContested(): FormalNoticeInput {
  const notice = severalInvoices();
  const [first, second, third] = notice.statement.invoices.map(({ claim }) => claim);
  if (!first || !second || !third) throw new Error("three invoices");
  const on = localDate("2026-10-12");
  return {
    ...notice,
    statement: statementOf([
      withoutContested(first, { cents: 45_000n, on }, 150_000n),
      withoutContested(second, { cents: 30_000n, on }, 120_000n),
      third,
    ]),
    author: ACCOUNTANT,
    signatory: { name: "Julien Morvan", role: "Expert-comptable" },
  };
}

/** The kinds of letters, by the name of their golden text. */
export const GOLDEN_LETTERS: Readonly<Record<string, FormalNoticeInput>> = {
  "relance-simple": noticeFor("B2B", { kind: "REMINDER", channel: "SIMPLE" }),
  "mise-en-demeure-entreprise": noticeFor("B2B"),
  "mise-en-demeure-acheteur-public": noticeFor("PUBLIC"),
  "mise-en-demeure-consommateur": noticeFor("B2C", consumer()),
  "mise-en-demeure-non-professionnel": noticeFor("NON_PRO"),
  "mise-en-demeure-expert-comptable": noticeFor("B2B", {
    author: ACCOUNTANT,
    signatory: { name: "Julien Morvan", role: "Expert-comptable" },
  }),
  "recouvrement-amiable-tiers": noticeFor("B2B", {
    author: FIRST_CONTACT,
    kind: "AMICABLE_FIRST_LETTER",
  }),
  "mise-en-demeure-tiers": noticeFor("B2B", { author: THIRD_PARTY }),
  "mise-en-demeure-tiers-consommateur": noticeFor("B2C", { ...consumer(), author: THIRD_PARTY }),
  "mise-en-demeure-part-contestee": partlyContested(),
  "mise-en-demeure-parts-contestees": severalContested(),
  "mise-en-demeure-plusieurs-factures": severalInvoices(),
};
