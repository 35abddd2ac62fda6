/** The statement of one invoice as lines that anyone can add up: for the page of the invoice. */
import { formatDate } from "../dateText";
import { invariant } from "../invariant";
import { formatEuros, formatRateBps, NBSP, sumCents } from "../money";
import { typeset } from "../typography";
import { flatFeeOf } from "./flatRecoveryFee";
import { INTEREST_NAMES } from "./formalNoticeWording";
import type { ImputationLine } from "./imputation";
import type { InvoiceStatement } from "./invoiceClaim";
import type { PenaltySegment } from "./latePenalty";
import { capitalised, formatPeriod } from "./phrases";

export interface StatementLine {
  label: string;
  /** Period and computation. */
  detail: string;
  /** The text the line rests on; empty for facts. */
  article: string;
  /** Cents; negative for what lowers the claim. */
  amountCents: bigint;
}

/** One date when both are the same: payable at once, or an issue date nobody gave. */
function datesOf({ issuedOn, dueOn }: InvoiceStatement["claim"]): string {
  if (issuedOn === dueOn) return `À régler le ${formatDate(dueOn)}`;
  return `Émise le ${formatDate(issuedOn)}, à régler le ${formatDate(dueOn)}`;
}

/**
 * Lines whose sum is `statement.totalDueCents`: the invoice, what was paid or credited, the
 * interest of each period, the flat fee. Payments beyond everything owed count for what they paid.
 */
export function statementLines(statement: InvoiceStatement): StatementLine[] {
  const { claim } = statement;
  const interestName = capitalised(INTEREST_NAMES[claim.debtorKind]);
  const lines: StatementLine[] = [
    {
      label: "Facture TTC",
      detail: datesOf(claim),
      article: "",
      amountCents: claim.totalCents,
    },
    ...statement.imputations.map(imputationLine).filter((line) => line.amountCents !== 0n),
    ...statement.segments.map((segment) => ({
      label: interestName,
      detail: segmentDetail(segment),
      article: typeset(segment.article),
      amountCents: segment.amountCents,
    })),
  ];
  if (statement.flatFeeCents > 0n) {
    lines.push({
      label: "Indemnité forfaitaire",
      detail: "Une par facture payée en retard",
      article: typeset(flatFeeOf(claim.debtorKind).article),
      amountCents: statement.flatFeeCents,
    });
  }
  if (statement.complementaryCents > 0n) {
    lines.push({
      label: "Frais de recouvrement",
      detail: "Au-delà de l’indemnité forfaitaire, sur justificatifs",
      article: typeset(flatFeeOf(claim.debtorKind).article),
      amountCents: statement.complementaryCents,
    });
  }
  if (statement.penaltyWaivedCents > 0n) {
    lines.push({
      label: `Remise sur les ${INTEREST_NAMES[claim.debtorKind]}`,
      detail: "Accordée par vous",
      article: "",
      amountCents: -statement.penaltyWaivedCents,
    });
  }
  if (statement.flatFeeWaivedCents > 0n) {
    lines.push({
      label: "Remise sur l’indemnité",
      detail: "Accordée par vous",
      article: "",
      amountCents: -statement.flatFeeWaivedCents,
    });
  }
  const total = sumCents(lines.map((line) => line.amountCents));
  invariant(total === statement.totalDueCents, "the lines of a statement add up to its total");
  return lines;
}

function imputationLine({ event, ...line }: ImputationLine): StatementLine {
  const applied = line.toPrincipalCents + line.toPenaltyCents + line.toFlatFeeCents;
  const onPenalty =
    line.toPenaltyCents + line.toFlatFeeCents > 0n
      ? `, dont ${formatEuros(line.toPenaltyCents + line.toFlatFeeCents)} sur les intérêts et l’indemnité`
      : "";
  if (event.kind === "PAYMENT") {
    return {
      label: "Règlement reçu",
      detail: `Le ${formatDate(event.on)}${onPenalty}`,
      article: "",
      amountCents: -applied,
    };
  }
  if (event.kind === "CONTESTED") {
    return {
      label: "Part contestée",
      detail: "Non réclamée tant que la contestation n’est pas réglée",
      article: "",
      amountCents: -applied,
    };
  }
  const effect = event.effect === "RETRO" ? ", corrige la facture depuis l’origine" : "";
  return {
    label: "Avoir",
    detail: `Le ${formatDate(event.on)}${effect}`,
    article: "",
    amountCents: -applied,
  };
}

/** `25 oct. au 12 nov. 2026, 19 jours, 4 320,00 € à 12,40 %`. */
function segmentDetail({ fromOn, toOn, days, balanceCents, rateBps }: PenaltySegment): string {
  const unit = days > 1 ? "jours" : "jour";
  const base = `${formatEuros(balanceCents)} à ${formatRateBps(rateBps)}`;
  return `${formatPeriod(fromOn, toOn)}, ${days}${NBSP}${unit}, ${base}`;
}

/** What each further day costs and where the rate comes from; empty when nothing runs. */
export function statementNote(statement: InvoiceStatement): string {
  const { daily, segments } = statement;
  if (daily.kind === "RATE_NOT_PUBLISHED") return typeset(daily.reason);
  if (daily.kind === "NONE") return "";
  const last = segments.at(-1);
  const ground = last ? ` ${capitalised(last.reason)}, ${last.article}.` : "";
  return typeset(`Puis ${formatEuros(daily.amountCents)} par jour.${ground}`);
}
