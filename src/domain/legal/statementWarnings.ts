/** What a person must know before using a statement, in French sentences with the article. */
import { formatDate } from "../dateText";
import { formatEuros, formatRateBps } from "../money";
import { typeset } from "../typography";
import { type DebtorKind, owesFlatRecoveryFee } from "./debtorKind";
import {
  freezingInsolvencyOn,
  type InvoiceStatement,
  type StatementWarning,
  type StatementWarningCode,
} from "./invoiceClaim";
import { CONSUMER_RATE_WARNING_BPS } from "./legalConstants";

/** Warnings of one statement, in the order in which they should be read. */
export function statementWarnings(statement: Omit<InvoiceStatement, "warnings">): StatementWarning[] {
  return [
    ...policyWarnings(statement),
    ...rateWarnings(statement),
    ...insolvencyWarnings(statement),
    ...amountWarnings(statement),
    ...mentionWarnings(statement.claim.debtorKind, statement.claim.hasLegalMentions),
  ];
}

function warning(code: StatementWarningCode, sentence: string, article: string): StatementWarning {
  return { code, sentence: typeset(sentence), article: typeset(article) };
}

function policyWarnings({ claim, clauseTest }: Omit<InvoiceStatement, "warnings">): StatementWarning[] {
  const found: StatementWarning[] = [];
  if (clauseTest && !clauseTest.isLawful) {
    found.push(warning("CLAUSE_BELOW_FLOOR", clauseTest.sentence, clauseTest.article));
  }
  const { policy } = claim;
  if (policy.kind === "B2C_CLAUSE" && policy.rateBps > CONSUMER_RATE_WARNING_BPS.value) {
    const limit = formatRateBps(CONSUMER_RATE_WARNING_BPS.value);
    found.push(
      warning(
        "CONSUMER_RATE_HIGH",
        `Un taux de ${formatRateBps(policy.rateBps)} envers un consommateur dépasse ${limit} : un juge peut tenir la clause pour abusive ou en réduire le montant.`,
        `${CONSUMER_RATE_WARNING_BPS.article} ; art. 1231-5 du code civil`,
      ),
    );
  }
  if (policy.kind === "B2C_LEGAL" && claim.formalNoticePresentedOn === undefined) {
    found.push(
      warning(
        "FORMAL_NOTICE_NEEDED",
        "Sans clause dans le contrat, aucun intérêt ne court avant la première présentation d’une mise en demeure.",
        "art. 1231-6 et 1344-1 du code civil",
      ),
    );
  }
  return found;
}

function rateWarnings({ segments }: Omit<InvoiceStatement, "warnings">): StatementWarning[] {
  const doubtful = segments.find((segment) => segment.confidence === "likely");
  if (!doubtful) return [];
  return [
    warning(
      "RATE_TO_VERIFY",
      `Le taux de ${formatRateBps(doubtful.rateBps)}, à partir du ${formatDate(doubtful.fromOn)}, est à vérifier avant toute procédure.`,
      doubtful.article,
    ),
  ];
}

function insolvencyWarnings({ claim }: Omit<InvoiceStatement, "warnings">): StatementWarning[] {
  const openedOn = freezingInsolvencyOn(claim);
  if (openedOn === undefined) return [];
  return [
    warning(
      "INSOLVENCY",
      `Une procédure collective a été ouverte le ${formatDate(openedOn)} : une créance antérieure ne se relance plus, elle se déclare. Les intérêts s’arrêtent la veille du jugement.`,
      "art. L. 622-7, L. 622-24 et L. 622-28 du code de commerce",
    ),
  ];
}

function amountWarnings(statement: Omit<InvoiceStatement, "warnings">): StatementWarning[] {
  const { claim, overpaidCents } = statement;
  const found: StatementWarning[] = [];
  if (overpaidCents > 0n) {
    found.push(
      warning(
        "OVERPAID",
        `Le débiteur a versé ${formatEuros(overpaidCents)} de trop : cette somme est à restituer ou à imputer avec son accord.`,
        "art. 1302 du code civil",
      ),
    );
  }
  if ((claim.recoveryCostsCents ?? 0n) > 0n && !owesFlatRecoveryFee(claim.debtorKind)) {
    found.push(
      warning(
        "COSTS_NOT_CLAIMABLE",
        "Les frais de recouvrement engagés sans titre exécutoire restent à la charge du créancier : ils ne sont pas repris.",
        "art. L. 111-8 du code des procédures civiles d’exécution",
      ),
    );
  }
  return found;
}

function mentionWarnings(kind: DebtorKind, hasLegalMentions: boolean | undefined): StatementWarning[] {
  if (kind !== "B2B" || hasLegalMentions !== false) return [];
  return [
    warning(
      "MENTIONS_MISSING",
      "La facture n’indique pas le taux des pénalités ou l’indemnité de 40 €. Elles restent dues de plein droit, mais l’oubli expose à une amende administrative.",
      "art. L. 441-9, I du code de commerce",
    ),
  ];
}
