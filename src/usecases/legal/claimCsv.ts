/** The décompte as a file for a spreadsheet: one line a sum, which add up to what is due. */
import { flatFeeOf } from "@/domain/legal/flatRecoveryFee";
import { INTEREST_NAMES } from "@/domain/legal/formalNoticeWording";
import type { AccountEvent } from "@/domain/legal/imputation";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { capitalised } from "@/domain/legal/phrases";
import { formatRateBps } from "@/domain/money";
import { type CsvCell, csvExport } from "@/formats/csvExport";
import type { ClaimView } from "./readClaim";

const TITLES = ["Facture", "Nature", "Du", "Au", "Jours", "Base TTC", "Taux annuel", "Article", "Montant"];

const EVENT_NAMES: Record<AccountEvent["kind"], string> = {
  PAYMENT: "Règlement reçu",
  CREDIT_NOTE: "Avoir",
  CONTESTED: "Part contestée, non réclamée ici",
};

/** Lines of every invoice, then the total. Sums that lower the claim are negative. */
export function claimCsv({ statement, invoices, on }: ClaimView): string {
  const lines = invoices.flatMap((invoice) => linesOf(invoice.statement));
  const total: CsvCell[] = [
    "",
    "Total dû",
    null,
    { on },
    null,
    null,
    "",
    "",
    { amountCents: statement?.totalDueCents ?? 0n },
  ];
  return csvExport(TITLES, [...lines, total]);
}

function linesOf(statement: InvoiceStatement): CsvCell[][] {
  const { claim, imputations, segments } = statement;
  const number = claim.invoiceNumber;
  const interest = INTEREST_NAMES[claim.debtorKind];
  const plain = (nature: string, cents: bigint, article = ""): CsvCell[][] =>
    cents === 0n ? [] : [[number, nature, null, null, null, null, "", article, { amountCents: cents }]];
  return [
    [
      number,
      "Facture TTC",
      { on: claim.issuedOn },
      { on: claim.dueOn },
      null,
      null,
      "",
      "",
      { amountCents: claim.totalCents },
    ],
    ...imputations.flatMap(({ event, ...line }): CsvCell[][] => {
      const cents = line.toPrincipalCents + line.toPenaltyCents + line.toFlatFeeCents;
      const nature = EVENT_NAMES[event.kind];
      return [[number, nature, { on: event.on }, null, null, null, "", "", { amountCents: -cents }]];
    }),
    ...segments.map((segment): CsvCell[] => [
      number,
      capitalised(interest),
      { on: segment.fromOn },
      { on: segment.toOn },
      { count: segment.days },
      { amountCents: segment.balanceCents },
      formatRateBps(segment.rateBps),
      segment.article,
      { amountCents: segment.amountCents },
    ]),
    ...plain("Indemnité forfaitaire", statement.flatFeeCents, flatFeeOf(claim.debtorKind).article),
    ...plain("Indemnisation complémentaire", statement.complementaryCents),
    ...plain(`Remise sur les ${interest}`, -statement.penaltyWaivedCents),
    ...plain("Remise sur l’indemnité", -statement.flatFeeWaivedCents),
  ];
}
