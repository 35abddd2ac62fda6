/**
 * Who signs a letter, and what the debtor must read about it: the creditor alone, a chartered
 * accountant under a specific mandate, or a third party bound by CPCE R124-4.
 */
import { formatDate } from "../calendar";
import { formatEuros } from "../money";
import { fullLegalName, registration } from "../parties/creditorIdentity";
import { formatPostcodeCity } from "../parties/postcode";
import { afterDe, typeset } from "../typography";
import type { FormalNoticeInput } from "./formalNoticeInput";
import { RECOVERY_COST_TEXT } from "./formalNoticeWording";

/** Letterhead: the creditor, preceded by whoever acts for it. */
export function senderLines({ author, creditor }: FormalNoticeInput): string[] {
  const creditorLines = [
    fullLegalName(creditor),
    creditor.complement ?? "",
    creditor.street,
    formatPostcodeCity(creditor.postcode, creditor.city),
    registration(creditor),
  ].filter((line) => line !== "");
  if (author.kind === "CREDITOR") return creditorLines;
  return [author.name, author.address, "agissant au nom et pour le compte de :", ...creditorLines].map(
    typeset,
  );
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
        ? [
            `Cette lettre fait suite à notre lettre réf. ${firstLetter.reference} du ${formatDate(firstLetter.sentOn)}.`,
          ]
        : [];
      const address = `${creditor.street}, ${formatPostcodeCity(creditor.postcode, creditor.city)}`;
      return [
        `${author.name}, ${author.address}, exerce une activité de recouvrement amiable et vous écrit au nom et pour le compte ${afterDe(name)}, ${address}.`,
        ...before,
      ];
    }
  }
}

/** The split of the sum and the text of L111-8 that R124-4 requires of a third party. */
export function thirdPartyParagraphs({ author, statement }: FormalNoticeInput): string[] {
  if (author.kind !== "THIRD_PARTY") return [];
  const interestCents = statement.penaltyCents - statement.penaltyPaidCents;
  const accessoryCents = statement.flatFeeCents - statement.flatFeePaidCents + statement.complementaryCents;
  const parts = [
    `principal ${formatEuros(statement.principalDueCents)}`,
    `intérêts ${formatEuros(interestCents)}`,
    `accessoires ${formatEuros(accessoryCents)}`,
  ];
  return [
    `Cette somme se compose ainsi : ${parts.join(", ")}. Elle ne comprend aucun frais laissé à la charge du créancier.`,
    "Article L. 111-8 du code des procédures civiles d’exécution, alinéas 2 et 3 :",
    ...RECOVERY_COST_TEXT,
  ];
}
