/** The statement inside the letter: rows that add up to the sum demanded. */
import { formatDate } from "../calendar";
import { invariant } from "../invariant";
import { formatEuros, NBSP, sumCents } from "../money";
import { typeset } from "../typography";
import { flatFeeOf } from "./flatRecoveryFee";
import type { NoticeInvoiceFacts, NoticeRow } from "./formalNoticeInput";
import type { InvoiceStatement } from "./invoiceClaim";
import type { StatementOfClaim } from "./statementOfClaim";

/** Every figure of the demand on a row of its own. */
export function noticeRows(statement: StatementOfClaim): NoticeRow[] {
  const rows = [
    ...statement.invoices.flatMap(principalRows),
    ...statement.invoices.flatMap(penaltyRows),
    ...accessoryRows(statement),
  ].filter((row) => row.amountCents !== 0n);
  invariant(
    sumCents(rows.map((row) => row.amountCents)) === statement.totalDueCents,
    "the rows of a letter add up to its total",
  );
  return rows;
}

function row(label: string, amountCents: bigint, detail?: string): NoticeRow {
  return detail === undefined
    ? { label: typeset(label), amountCents }
    : { label: typeset(label), detail, amountCents };
}

function principalRows({ claim, principalDueCents }: InvoiceStatement): NoticeRow[] {
  return [row(`Facture n° ${claim.invoiceNumber}, principal restant dû TTC`, principalDueCents)];
}

function penaltyRows({ claim, segments }: InvoiceStatement): NoticeRow[] {
  const name = claim.debtorKind === "PUBLIC" ? "intérêts moratoires" : "intérêts de retard";
  return segments.map((segment) =>
    row(`Facture n° ${claim.invoiceNumber}, ${name}`, segment.amountCents, segment.explanation),
  );
}

function accessoryRows(statement: StatementOfClaim): NoticeRow[] {
  const fee = flatFeeOf(statement.invoices[0]?.claim.debtorKind ?? "B2C");
  const count = fee.cents === 0n ? 0n : statement.flatFeeCents / fee.cents;
  return [
    row(
      `Indemnité forfaitaire pour frais de recouvrement, ${count} × ${formatEuros(fee.cents)} (${fee.article})`,
      statement.flatFeeCents,
    ),
    row(
      "Indemnisation complémentaire des frais de recouvrement, sur justificatifs joints",
      statement.complementaryCents,
    ),
    row("Déjà réglé sur les intérêts", -statement.penaltyPaidCents),
    row("Déjà réglé sur l’indemnité forfaitaire", -statement.flatFeePaidCents),
  ];
}

/** One sentence an invoice: what was sold, when it was due, what was paid and what is left. */
export function invoiceSentence(statement: InvoiceStatement, facts: NoticeInvoiceFacts | undefined): string {
  const { claim } = statement;
  const sumOf = (kind: "PAYMENT" | "CREDIT_NOTE") =>
    sumCents(
      statement.imputations.filter((line) => line.event.kind === kind).map((line) => line.toPrincipalCents),
    );
  const parts = [
    `facture n° ${claim.invoiceNumber} du ${formatDate(claim.issuedOn)}`,
    facts?.orderReference === undefined ? "" : facts.orderReference,
    facts?.performedOn === undefined ? "" : `livrée ou exécutée le ${formatDate(facts.performedOn)}`,
    facts?.requestReceivedOn === undefined
      ? ""
      : `demande de paiement reçue le ${formatDate(facts.requestReceivedOn)}`,
    `échue le ${formatDate(claim.dueOn)}`,
    `${formatEuros(claim.totalCents)} TTC`,
    amountPart("avoirs", sumOf("CREDIT_NOTE")),
    amountPart("règlements sur le principal", sumOf("PAYMENT")),
    `reste dû ${formatEuros(statement.principalDueCents)}`,
  ];
  const sentence = parts.filter((part) => part !== "").join(", ");
  return typeset(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`);
}

function amountPart(label: string, amountCents: bigint): string {
  return amountCents === 0n ? "" : `${label}${NBSP}: ${formatEuros(amountCents)}`;
}
