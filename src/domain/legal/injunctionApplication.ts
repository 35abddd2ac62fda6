/**
 * A draft of the application for a payment order, in the order of the official form (CPC 1405 to
 * 1407): who asks, against whom, how much line by line, on what ground, with which pieces. Where
 * no order is open (public buyer, insolvency, debtor abroad), the same facts make a plain account.
 */

import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, formatRateBps } from "../money";
import {
  type CreditorIdentity,
  fullLegalName,
  identityLine,
  registration,
} from "../parties/creditorIdentity";
import { formatPhoneNumber } from "../parties/phoneNumber";
import { formatPostcodeCity } from "../parties/postcode";
import { formatSiren } from "../parties/siren";
import { typeset } from "../typography";
import { type NumberedPiece, pieceLabel } from "./claimPieces";
import type { CompetentCourt } from "./competentCourt";
import { contestedParts } from "./contestedPart";
import { INJUNCTION_FORMS, NOT_LEGAL_ADVICE } from "./courtData";
import type { DebtorKind } from "./debtorKind";
import { amountsBlock, type LegalPaper, type PaperBlock, type PaperField } from "./legalPaper";
import type { StatementOfClaim } from "./statementOfClaim";

export interface ApplicationInput {
  readonly creditor: CreditorIdentity & { readonly email: string; readonly phone: string | null };
  readonly signatory: { readonly name: string; readonly title: string };
  readonly debtor: {
    readonly kind: DebtorKind;
    readonly name: string;
    readonly siren: string | null;
    readonly address: readonly string[];
  };
  /** Undefined where no payment order is open: the paper is then a plain account of the claim. */
  readonly court: CompetentCourt | undefined;
  readonly statement: StatementOfClaim;
  /** What was sold, by invoice number. */
  readonly subjects: ReadonlyMap<string, string>;
  /** A reminder, by email, telephone or letter, was really made once the claim was late. */
  readonly isReminded: boolean;
  /** First presentation of the formal notice; null when none was sent. */
  readonly noticePresentedOn: LocalDate | null;
  readonly pieces: readonly NumberedPiece[];
  readonly writtenOn: LocalDate;
  readonly place: string;
}

export function injunctionApplication(input: ApplicationInput): LegalPaper {
  const { creditor, court, statement } = input;
  return {
    title: court ? "Requête en injonction de payer (projet)" : "Exposé de la créance (projet)",
    subtitle: typeset(
      court
        ? `À relire et à recopier dans le formulaire cerfa n° ${formOf(court).number}, ou à signer telle quelle.`
        : "À remettre à la personne qui suivra le dossier.",
    ),
    footer: typeset(identityLine(creditor)),
    authorName: fullLegalName(creditor),
    datedOn: input.writtenOn,
    blocks: [
      ...(court
        ? [{ kind: "fields" as const, fields: [{ term: "Juridiction", value: courtValue(court) }] }]
        : []),
      { kind: "heading", text: "Demandeur" },
      { kind: "fields", fields: creditorFields(input) },
      { kind: "heading", text: "Débiteur" },
      { kind: "fields", fields: debtorFields(input) },
      { kind: "heading", text: "Montant de la demande" },
      amounts(statement),
      ...furtherInterest(statement),
      { kind: "heading", text: "Fondement et exposé" },
      ...grounds(input),
      ...(court ? opposition(court) : []),
      { kind: "heading", text: "Bordereau des pièces" },
      { kind: "list", items: input.pieces.map(pieceLabel) },
      { kind: "paragraph", text: NOT_LEGAL_ADVICE },
      {
        kind: "signature",
        lines: [
          typeset(`Fait à ${input.place}, le ${formatDate(input.writtenOn)}`),
          [input.signatory.name, input.signatory.title].filter((part) => part !== "").join(", "),
        ],
      },
    ],
  };
}

function formOf(court: CompetentCourt) {
  return court.kind === "TRIBUNAL_JUDICIAIRE" ? INJUNCTION_FORMS.JUDICIAL : INJUNCTION_FORMS.COMMERCIAL;
}

function courtValue({ kind, name }: CompetentCourt): string {
  const head = kind === "TRIBUNAL_JUDICIAIRE" ? "Greffe du" : "Monsieur ou Madame le président du";
  // « chambre commerciale du tribunal judiciaire » is feminine.
  return name.startsWith("chambre") ? `Greffe de la ${name}` : `${head} ${name}`;
}

function creditorFields({ creditor, signatory }: ApplicationInput): PaperField[] {
  return [
    { term: "Dénomination", value: fullLegalName(creditor) },
    { term: "Immatriculation", value: registration(creditor) },
    {
      term: "Siège",
      value: [creditor.complement, creditor.street, formatPostcodeCity(creditor.postcode, creditor.city)]
        .filter(Boolean)
        .join(", "),
    },
    {
      term: "Représenté par",
      value: [signatory.name, signatory.title].filter((part) => part !== "").join(", "),
    },
    {
      term: "Contact",
      value: [creditor.email, creditor.phone ? formatPhoneNumber(creditor.phone) : ""]
        .filter((part) => part !== "")
        .join(", "),
    },
  ];
}

function debtorFields({ debtor }: ApplicationInput): PaperField[] {
  return [
    { term: debtor.kind === "B2C" ? "Nom et prénom" : "Dénomination", value: debtor.name },
    ...(debtor.siren ? [{ term: "SIREN", value: formatSiren(debtor.siren) }] : []),
    {
      term: debtor.kind === "B2C" ? "Domicile" : "Siège",
      value: debtor.address.length > 0 ? debtor.address.join(", ") : "à compléter",
    },
  ];
}

/** Each element apart, as the law asks (CPC 1407): the total is that of the statement. */
function amounts(statement: StatementOfClaim): PaperBlock {
  const day = formatDate(statement.statedOn);
  // An order is given on what is not contested: the court that settles the rest is another one.
  const aside = contestedParts(statement.invoices);
  const principal = { label: "Principal, toutes taxes comprises", cents: statement.principalDueCents };
  const lines = [
    aside === "" ? principal : { ...principal, note: typeset(`Hors part contestée, réservée : ${aside}.`) },
    {
      label: typeset(`Pénalités ou intérêts de retard arrêtés au ${day} inclus`),
      note: "Calcul ligne par ligne dans le décompte joint.",
      cents: statement.penaltyCents - statement.penaltySettledCents,
    },
    {
      label: "Indemnité forfaitaire pour frais de recouvrement",
      cents: statement.flatFeeCents - statement.flatFeeSettledCents,
    },
    { label: "Indemnisation complémentaire, justifiée", cents: statement.complementaryCents },
  ];
  return amountsBlock(
    typeset(`Créance au ${day}`),
    lines.filter(({ cents }, index) => index === 0 || cents !== 0n),
    { label: "Total demandé", cents: statement.totalDueCents },
  );
}

function furtherInterest(statement: StatementOfClaim): PaperBlock[] {
  const { dailyCents } = statement;
  if (dailyCents === undefined || dailyCents === 0n) return [];
  const rates = new Set(
    statement.invoices.flatMap(({ daily }) =>
      daily.kind === "RUNNING" ? [formatRateBps(daily.rateBps)] : [],
    ),
  );
  return [
    {
      kind: "paragraph",
      text: typeset(
        `Outre les intérêts au taux de ${[...rates].join(" et ")} jusqu’au règlement complet, soit ${formatEuros(dailyCents)} par jour au ${formatDate(statement.statedOn)}, et les dépens.`,
      ),
    },
  ];
}

function grounds(input: ApplicationInput): PaperBlock[] {
  const { statement, subjects, pieces } = input;
  const refer = (kinds: readonly NumberedPiece["kind"][]) => {
    const numbers = pieces.filter((piece) => kinds.includes(piece.kind)).map((piece) => piece.number);
    if (numbers.length === 0) return "";
    return ` (pièce${numbers.length > 1 ? "s" : ""} n° ${numbers.join(", ")})`;
  };
  const order = refer(["ORDER"]);
  const delivery = refer(["DELIVERY"]);
  const facts = statement.invoices.map(({ claim }) => {
    const subject = subjects.get(claim.invoiceNumber) ?? "";
    const done = claim.performedOn ? `, exécutée ou livrée le ${formatDate(claim.performedOn)}` : "";
    return `Facture ${claim.invoiceNumber} du ${formatDate(claim.issuedOn)}${subject ? `, ${subject}` : ""}${done} : ${formatEuros(claim.totalCents)} TTC, à régler le ${formatDate(claim.dueOn)}.`;
  });
  const reminders = refer(["MESSAGE", "EXCHANGES", "LETTER"]);
  const notice = input.noticePresentedOn
    ? `Une mise en demeure a été présentée le ${formatDate(input.noticePresentedOn)}${refer(["FORMAL_NOTICE", "RECEIPT"])} ; elle est restée sans effet.`
    : "";
  const ground =
    "La créance a une cause contractuelle et s’élève à un montant déterminé (art. 1405 du code de procédure civile).";
  return [
    ...(input.court ? [{ kind: "paragraph" as const, text: typeset(ground) }] : []),
    { kind: "list", items: facts.map(typeset) },
    {
      kind: "paragraph",
      text: typeset(
        [
          order === "" ? "La commande ou le contrat est à joindre." : `La commande est prouvée${order}.`,
          delivery === ""
            ? "La preuve de la livraison ou de l’exécution est à joindre."
            : `La livraison ou l’exécution est prouvée${delivery}.`,
          input.isReminded ? `Le débiteur a été relancé${reminders}.` : "",
          notice,
        ]
          .filter((part) => part !== "")
          .join(" "),
      ),
    },
  ];
}

function opposition(court: CompetentCourt): PaperBlock[] {
  return [
    {
      kind: "paragraph",
      text: typeset(
        `En cas d’opposition, le demandeur demande que l’affaire soit renvoyée devant la juridiction compétente (art. 1408 du code de procédure civile) : ${court.name}, ou celle qu’il indiquera.`,
      ),
    },
  ];
}
