/**
 * Who signs a letter, and what the debtor must read about it: the creditor alone, a chartered
 * accountant under a specific mandate, or a third party bound by CPCE R124-4.
 */
import { formatDate } from "../dateText";
import { formatEuros } from "../money";
import {
  type CreditorIdentity,
  formatCapital,
  fullLegalName,
  identityLine,
  registration,
} from "../parties/creditorIdentity";
import { formatPhoneNumber } from "../parties/phoneNumber";
import { formatPostcodeCity } from "../parties/postcode";
import { formatVatNumber } from "../parties/vatNumber";
import { afterDe, typeset } from "../typography";
import type { LetterheadBlock } from "./formalNoticeContent";
import type { FormalNoticeInput } from "./formalNoticeInput";
import { RECOVERY_COST_TEXT } from "./formalNoticeWording";
import { capitalised } from "./phrases";

/** Letterhead: the creditor, preceded by whoever acts for it. */
export function letterhead({ author, creditor, contact }: FormalNoticeInput): LetterheadBlock[] {
  const ways = [contact.phone ? formatPhoneNumber(contact.phone) : "", contact.email ?? ""];
  const creditorLines = [
    legalFormLine(creditor),
    creditor.complement ?? "",
    `${creditor.street}, ${formatPostcodeCity(creditor.postcode, creditor.city)}`,
    registration(creditor),
    creditor.vatNumber === null ? "" : `TVA ${formatVatNumber(creditor.vatNumber)}`,
  ];
  if (author.kind === "CREDITOR") return [block(creditor.legalName, [...creditorLines, ...ways])];
  return [
    block(author.name, [author.address, "agissant au nom et pour le compte de :"]),
    // The debtor answers the creditor, whose telephone and e-mail these are.
    block(creditor.legalName, [...creditorLines, ...ways]),
  ];
}

function block(name: string, lines: readonly string[]): LetterheadBlock {
  return { name: typeset(name), lines: lines.filter((line) => line !== "").map(typeset) };
}

/** `SARL au capital de 20 000 €`; the form is not said again when the name ends with it. */
function legalFormLine(creditor: CreditorIdentity): string {
  const { legalName, legalForm, shareCapitalCents } = creditor;
  const form = fullLegalName(creditor) === legalName ? "" : legalForm;
  const capital = shareCapitalCents === null ? "" : `au capital de ${formatCapital(shareCapitalCents)}`;
  return capitalised([form, capital].filter((part) => part !== "").join(" "));
}

/** Foot of the page: the whole identity of whoever writes, then of the creditor it writes for. */
export function identityFooter({ author, creditor }: FormalNoticeInput): string {
  if (author.kind === "CREDITOR") return identityLine(creditor);
  const { shareCapitalCents } = author;
  const parts = [
    fullLegalName({ ...author, legalName: author.name }),
    shareCapitalCents === null ? "" : `capital de ${formatCapital(shareCapitalCents)}`,
    author.address,
    registration(author),
  ];
  return `${parts.filter((part) => part !== "").join(", ")}. Pour ${identityLine(creditor)}`;
}

/** First paragraph of a letter that the creditor does not write itself. */
export function authorParagraphs({ author, creditor }: FormalNoticeInput): string[] {
  const name = fullLegalName(creditor);
  switch (author.kind) {
    case "CREDITOR":
      return [];
    case "EXPERT_COMPTABLE": {
      const mandate = author.mandatedOn ? ` en vertu du mandat du ${formatDate(author.mandatedOn)}` : "";
      return [
        `${author.name}, expert-comptable, vous écrit au nom et pour le compte ${afterDe(name)}${mandate}.`,
      ];
    }
    case "THIRD_PARTY": {
      const { firstLetter } = author;
      const before = firstLetter
        ? ` Cette lettre fait suite à notre lettre réf. ${firstLetter.reference} du ${formatDate(firstLetter.sentOn)}.`
        : "";
      const address = `${creditor.street}, ${formatPostcodeCity(creditor.postcode, creditor.city)}`;
      return [
        `${author.name}, ${author.address}, exerce une activité de recouvrement amiable et vous écrit au nom et pour le compte ${afterDe(name)}, ${address}.${before}`,
      ];
    }
  }
}

/** The split of the sum and the text of L111-8 that R124-4 requires of a third party. */
export function thirdPartyParagraphs({ author, statement }: FormalNoticeInput): string[] {
  if (author.kind !== "THIRD_PARTY") return [];
  const [second, third] = RECOVERY_COST_TEXT;
  const interestCents = statement.penaltyCents - statement.penaltySettledCents;
  const accessoryCents =
    statement.flatFeeCents - statement.flatFeeSettledCents + statement.complementaryCents;
  const parts = [
    `principal ${formatEuros(statement.principalDueCents)}`,
    `intérêts ${formatEuros(interestCents)}`,
    `accessoires ${formatEuros(accessoryCents)}`,
  ];
  return [
    `Cette somme se compose ainsi : ${parts.join(", ")}. Elle ne comprend aucun frais laissé à la charge du créancier.`,
    // One paragraph with the first of the two, so that no page ends on the name of the article.
    `Article L. 111-8 du code des procédures civiles d’exécution, alinéas 2 et 3 : ${second}`,
    third,
  ];
}
