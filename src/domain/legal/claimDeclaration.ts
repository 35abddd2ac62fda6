/**
 * The declaration of a claim in a collective procedure (C. com. L622-24, L622-25, R622-23): what is
 * owed on the day of the judgment, what falls due later, how interest was counted, the pieces joined.
 */
import { addDays, type LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, formatRateBps, sumCents } from "../money";
import {
  type CreditorIdentity,
  fullLegalName,
  identityLine,
  registration,
} from "../parties/creditorIdentity";
import { formatPostcodeCity } from "../parties/postcode";
import { formatSiren } from "../parties/siren";
import { afterDe, typeset } from "../typography";
import { INTEREST_NAMES } from "./formalNoticeWording";
import { DECLARATION_CONTENT, type Insolvency, type InsolvencyKind, insolvencyDeadlines } from "./insolvency";
import type { InvoiceStatement } from "./invoiceClaim";
import { amountsBlock, type LegalPaper, type PaperBlock } from "./legalPaper";
import { capitalised } from "./phrases";
import { interestFormula, rateOrigins } from "./rateOrigins";
import type { StatementOfClaim } from "./statementOfClaim";

export const INSOLVENCY_NAMES: Record<InsolvencyKind, string> = {
  SAUVEGARDE: "sauvegarde",
  REDRESSEMENT: "redressement judiciaire",
  LIQUIDATION: "liquidation judiciaire",
};

export interface ClaimDeclarationInput {
  readonly creditor: CreditorIdentity;
  readonly signatory: { readonly name: string; readonly title: string };
  readonly debtor: {
    readonly name: string;
    readonly siren: string | null;
    readonly address: readonly string[];
  };
  readonly insolvency: Insolvency & {
    readonly courtName: string;
    readonly officerName: string;
    readonly officerAddress: string;
    readonly privilege: string;
  };
  /** Stated on the day before the judgment. */
  readonly statement: StatementOfClaim;
  readonly iban: string | null;
  readonly writtenOn: LocalDate;
  readonly place: string;
  /** Pieces joined, in order. */
  readonly pieces: readonly string[];
}

/** The declaration, ready to be read again, signed and sent. */
export function claimDeclaration(input: ClaimDeclarationInput): LegalPaper {
  const { creditor, debtor, insolvency, statement } = input;
  const { declareByOn } = insolvencyDeadlines(insolvency);
  const name = INSOLVENCY_NAMES[insolvency.kind];
  const limit = declareByOn ? ` À déclarer au plus tard le ${formatDate(declareByOn)}.` : "";
  return {
    title: "Déclaration de créance",
    subtitle: typeset(
      `Procédure de ${name} ${afterDe(debtor.name)}, ouverte le ${formatDate(insolvency.openedOn)}.${limit}`,
    ),
    footer: typeset(identityLine(creditor)),
    authorName: fullLegalName(creditor),
    datedOn: input.writtenOn,
    blocks: [
      ...partiesBlocks(input),
      ...amountBlocks(statement, insolvency.openedOn),
      ...natureBlocks(input),
      { kind: "heading", text: "Pièces jointes" },
      { kind: "list", items: input.pieces.map(typeset) },
      ...closingBlocks(input),
    ],
  };
}

function partiesBlocks({ creditor, signatory, debtor, insolvency }: ClaimDeclarationInput): PaperBlock[] {
  const officer = insolvency.kind === "LIQUIDATION" ? "Liquidateur" : "Mandataire judiciaire";
  const optional = (term: string, value: string) => (value === "" ? [] : [{ term, value: typeset(value) }]);
  return [
    {
      kind: "fields",
      fields: [
        {
          term: officer,
          value: typeset(
            [insolvency.officerName, ...insolvency.officerAddress.split("\n")]
              .map((part) => part.trim())
              .filter((part) => part !== "")
              .join(", ") || "à compléter d’après l’annonce du BODACC",
          ),
        },
        ...optional("Tribunal", insolvency.courtName),
        { term: "Jugement d’ouverture", value: formatDate(insolvency.openedOn) },
        ...optional(
          "Publication au BODACC",
          insolvency.publishedOn ? formatDate(insolvency.publishedOn) : "",
        ),
      ],
    },
    { kind: "heading", text: "Créancier" },
    {
      kind: "fields",
      fields: [
        { term: "Nom", value: fullLegalName(creditor) },
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
      ],
    },
    { kind: "heading", text: "Débiteur" },
    {
      kind: "fields",
      fields: [
        { term: "Nom", value: debtor.name },
        ...(debtor.siren ? [{ term: "SIREN", value: formatSiren(debtor.siren) }] : []),
        ...optional("Adresse", debtor.address.join(", ")),
      ],
    },
  ];
}

/** The sum due on the judgment, then what falls due later: two totals, and the whole. */
function amountBlocks(statement: StatementOfClaim, openedOn: LocalDate): PaperBlock[] {
  const eve = addDays(openedOn, -1);
  const due = statement.invoices.filter(({ claim }) => claim.dueOn <= eve);
  const later = statement.invoices.filter(({ claim }) => claim.dueOn > eve);
  const principalOf = (invoices: readonly InvoiceStatement[]) =>
    sumCents(invoices.map((invoice) => invoice.principalDueCents));
  const penaltyCents = statement.penaltyCents - statement.penaltySettledCents;
  const feeCents = statement.flatFeeCents - statement.flatFeeSettledCents;
  const amounts = [
    { label: "Principal échu, toutes taxes comprises", cents: principalOf(due) },
    { label: "Principal à échoir, aux dates indiquées", cents: principalOf(later) },
    { label: typeset(`Pénalités de retard arrêtées au ${formatDate(eve)} inclus`), cents: penaltyCents },
    { label: typeset("Indemnité forfaitaire de 40 € par facture échue avant le jugement"), cents: feeCents },
    { label: "Frais de recouvrement justifiés", cents: statement.complementaryCents },
  ].filter(({ cents }, index) => index === 0 || cents !== 0n);
  return [
    { kind: "heading", text: "Montant déclaré" },
    amountsBlock(typeset(`Créance au ${formatDate(openedOn)}`), amounts, {
      label: "Total déclaré",
      cents: statement.totalDueCents,
    }),
    ...(due.length > 0 ? [invoicesTable("Factures échues au jour du jugement", due)] : []),
    ...(later.length > 0 ? [invoicesTable("Sommes à échoir", later)] : []),
  ];
}

function invoicesTable(caption: string, invoices: readonly InvoiceStatement[]): PaperBlock {
  const cells = (statement: InvoiceStatement) => [
    formatDate(statement.claim.issuedOn),
    formatDate(statement.claim.dueOn),
    formatEuros(statement.principalDueCents),
    formatEuros(statement.penaltyCents - statement.penaltySettledCents),
  ];
  return {
    kind: "table",
    caption,
    columns: [
      { header: "Facture", widthMm: 46 },
      { header: "Émise le", widthMm: 34 },
      { header: "Échéance", widthMm: 34 },
      { header: "Principal", widthMm: 30, isEnd: true },
      { header: "Pénalités", widthMm: 26, isEnd: true },
    ],
    lines: invoices.map((statement) => ({
      label: statement.claim.invoiceNumber,
      cells: cells(statement),
    })),
    total: {
      label: "Total",
      cells: [
        "",
        "",
        formatEuros(sumCents(invoices.map((one) => one.principalDueCents))),
        formatEuros(sumCents(invoices.map((one) => one.penaltyCents - one.penaltySettledCents))),
      ],
    },
  };
}

function natureBlocks({ insolvency, statement }: ClaimDeclarationInput): PaperBlock[] {
  return [
    { kind: "heading", text: "Nature de la créance et calcul des intérêts" },
    {
      kind: "paragraph",
      text: typeset(
        insolvency.privilege === ""
          ? "Créance chirographaire, née de la livraison de biens ou de l’exécution de prestations avant le jugement d’ouverture."
          : `Créance privilégiée : ${insolvency.privilege}.`,
      ),
    },
    { kind: "paragraph", text: typeset(interestMethod(statement)) },
  ];
}

/** How interest was counted (C. com. R622-23): the formula and each rate that was applied, with its origin. */
function interestMethod({ invoices }: StatementOfClaim): string {
  const origins = rateOrigins(invoices);
  if (origins.length === 0) return "Aucun intérêt n’est déclaré.";
  const name = capitalised(INTEREST_NAMES[invoices[0]?.claim.debtorKind ?? "B2B"]);
  const formula = interestFormula(invoices);
  const rates = origins.map(
    ({ rateBps, reason, article }) => `${formatRateBps(rateBps)} (${reason}, ${article})`,
  );
  return `${name} : ${formula.charAt(0).toLowerCase()}${formula.slice(1)}, ${rates.length > 1 ? "aux taux" : "au taux"} de ${rates.join(", puis de ")}. Leur cours est arrêté par le jugement (art. L. 622-28 du code de commerce) ; le décompte joint détaille chaque ligne.`;
}

function closingBlocks({
  place,
  writtenOn,
  signatory,
  iban,
  statement,
}: ClaimDeclarationInput): PaperBlock[] {
  return [
    ...(iban ? [{ kind: "paragraph" as const, text: typeset(`Coordonnées bancaires : ${iban}.`) }] : []),
    {
      kind: "paragraph",
      isStrong: true,
      text: typeset(
        `La présente créance, d’un montant de ${formatEuros(statement.totalDueCents)}, est certifiée sincère par le créancier (art. L. 622-25 du code de commerce).`,
      ),
    },
    {
      kind: "signature",
      lines: [
        typeset(`Fait à ${place}, le ${formatDate(writtenOn)}`),
        [signatory.name, signatory.title].filter((part) => part !== "").join(", "),
      ],
    },
  ];
}

/** What the file must hold, to tick before it leaves. */
export const DECLARATION_CHECKLIST: readonly string[] = DECLARATION_CONTENT.map(typeset);
