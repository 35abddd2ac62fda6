/** Files that people really drop, and what they should be told. Bytes are built from readable text. */
import iconv from "iconv-lite";
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";

export interface MalformedCsv {
  name: string;
  bytes: Uint8Array;
  options?: InvoiceCsvOptions;
  /** Code of the refusal of the file, or of the first error or notice of a line. */
  code: string;
  /** Line of that first error; undefined when the file as a whole is refused. */
  line?: number;
  /** Part of the sentence. */
  says: string;
  /** Lines read all the same. 0 when absent. */
  records?: number;
}

const TITLES = "Numéro;Client;Date de facture;Échéance;Montant TTC";
const GOOD = "F-1;Kléber;04/03/2026;03/04/2026;1 200,00";
const ALSO_GOOD = "F-9;Verdun;05/03/2026;04/04/2026;90,00";

function utf8(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

/** Titles, a good line, the line in question (line 3) and another good line. */
function around(line: string, titles = TITLES): Uint8Array {
  return utf8([titles, GOOD, line, ALSO_GOOD].join("\r\n"));
}

/** A wider table for one line in question on line 2. */
function wide(titles: string, line: string): Uint8Array {
  return utf8(`${TITLES};${titles}\nF-1;Kléber;04/03/2026;03/04/2026;1 200,00;${line}\n`);
}

function zipOf(entry: string): Uint8Array {
  return Buffer.concat([Buffer.from("504b030414000600", "hex"), Buffer.alloc(22), Buffer.from(entry)]);
}

const wholeFiles: MalformedCsv[] = [
  { name: "empty file", bytes: utf8(""), code: "FILE_EMPTY", says: "Ce fichier est vide" },
  { name: "blank file with a mark", bytes: utf8("\ufeff \r\n\r\n"), code: "FILE_EMPTY", says: "est vide" },
  { name: "titles alone", bytes: utf8(`${TITLES}\r\n`), code: "NO_LINES", says: "aucune facture" },
  {
    name: "titles and blank lines",
    bytes: utf8(`${TITLES}\r\n;;;;\r\n\r\n`),
    code: "NO_LINES",
    says: "aucune facture",
  },
  {
    name: "no titles",
    bytes: utf8(`${GOOD}\n${ALSO_GOOD}\n`),
    code: "HEADER_NOT_FOUND",
    says: "Aucune ligne de titres",
  },
  {
    name: "titles on line 11",
    bytes: utf8(`${"x;y\n".repeat(10)}${TITLES}\n${GOOD}\n`),
    code: "HEADER_NOT_FOUND",
    says: "dans les 10 premières",
  },
  {
    name: "chosen row of titles past the end",
    bytes: utf8(`${TITLES}\n${GOOD}\n`),
    options: { headerLine: 9 },
    code: "HEADER_NOT_FOUND",
    says: "dites laquelle porte les titres",
  },
  {
    name: "xlsx",
    bytes: zipOf("[Content_Types].xml"),
    code: "FILE_EXCEL",
    says: "Ceci est un classeur Excel (.xlsx)",
  },
  {
    name: "xls",
    bytes: Buffer.from("d0cf11e0a1b11ae1000000", "hex"),
    code: "FILE_EXCEL",
    says: "enregistrez-le en CSV",
  },
  {
    name: "ods",
    bytes: zipOf("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    code: "FILE_ODS",
    says: "classeur LibreOffice",
  },
  { name: "zip", bytes: zipOf("factures.csv"), code: "FILE_ARCHIVE", says: "archive ZIP" },
  {
    name: "gzip",
    bytes: Buffer.from("1f8b0800000000000003", "hex"),
    code: "FILE_ARCHIVE",
    says: "Décompressez-la",
  },
  { name: "pdf", bytes: utf8("%PDF-1.7\n%âãÏÓ\n1 0 obj"), code: "FILE_PDF", says: "Ceci est un PDF" },
  {
    name: "png",
    bytes: Buffer.from("89504e470d0a1a0a0000000d", "hex"),
    code: "FILE_IMAGE",
    says: "une image",
  },
  {
    name: "electronic invoice in XML",
    bytes: utf8('<?xml version="1.0"?><rsm:CrossIndustryInvoice/>'),
    code: "FILE_XML",
    says: "un fichier XML",
  },
  {
    name: "web page named .xls",
    bytes: utf8("\ufeff<html><table><tr><td>Numéro"),
    code: "FILE_HTML",
    says: "page web",
  },
  { name: "json", bytes: utf8('[{"number":"F-1"}]'), code: "FILE_JSON", says: "un fichier JSON" },
  {
    name: "program",
    bytes: Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7) % 32)),
    code: "FILE_BINARY",
    says: "n’est pas un texte",
  },
  {
    name: "too many bytes",
    bytes: utf8(`${TITLES}\n${GOOD}\n`),
    options: { limits: { bytes: 60 } },
    code: "FILE_TOO_LARGE",
    says: "Exportez-le en plusieurs fois",
  },
  {
    name: "too many lines",
    bytes: utf8(`${TITLES}\n${`${GOOD}\n`.repeat(11)}`),
    options: { limits: { rows: 11 } },
    code: "FILE_TOO_MANY_ROWS",
    says: "dépasse 10 lignes",
  },
  {
    name: "200 columns",
    bytes: utf8(`${TITLES}${";x".repeat(195)}\n${GOOD}\n`),
    code: "FILE_TOO_MANY_COLUMNS",
    says: "200 colonnes, le maximum est 100",
  },
  {
    name: "an unclosed quote on every line",
    bytes: utf8(`${TITLES}\n${'F-1;"Kléber;04/03/2026;03/04/2026;12\n'.repeat(30)}`),
    options: { limits: { brokenRows: 20 } },
    code: "FILE_QUOTES",
    says: "Plus de 20 lignes",
  },
  {
    name: "no column for the total",
    bytes: utf8("Numéro;Client;Date de facture;Ville\nF-1;Kléber;04/03/2026;Metz"),
    code: "COLUMN_MISSING",
    says: "Quelle colonne contient «\u00a0Montant TTC\u00a0»\u00a0?",
  },
  {
    name: "total without tax only",
    bytes: utf8("Numéro;Client;Date de facture;Montant HT\nF-1;Kléber;04/03/2026;12"),
    code: "COLUMN_MISSING",
    says: "Sans TVA, choisissez celle du montant HT",
  },
  {
    name: "the same title twice",
    bytes: utf8(`${TITLES};Montant TTC\n${GOOD};7,00`),
    code: "DUPLICATE_TITLE",
    says: "Deux colonnes s’appellent «\u00a0Montant TTC\u00a0»",
  },
  {
    name: "chosen column that does not exist",
    bytes: utf8(`${TITLES}\n${GOOD}`),
    options: { mapping: { number: 0, clientName: 1, issuedOn: 2, total: 12 } },
    code: "MAPPING",
    says: "La colonne choisie pour «\u00a0Montant TTC\u00a0»",
  },
];

const brokenRows: MalformedCsv[] = [
  {
    name: "unclosed quote, closed by nothing",
    bytes: around('F-2;"Marne;04/03/2026;03/04/2026;12,00'),
    code: "ROW_UNCLOSED_QUOTE",
    line: 3,
    says: "Un guillemet ouvert sur cette ligne ne se referme pas",
    records: 2,
  },
  {
    name: "unclosed quote, closed by the quote of a later line",
    bytes: utf8(
      [
        TITLES,
        'F-2;"Marne;04/03/2026;03/04/2026;12,00',
        GOOD,
        'F-3;"Somme";04/03/2026;03/04/2026;5,00',
        ALSO_GOOD,
      ].join("\n"),
    ),
    code: "ROW_UNCLOSED_QUOTE",
    line: 2,
    says: "doublez-le",
    records: 3,
  },
  {
    name: "unclosed quote at the end of a line, closed cleanly further on",
    bytes: utf8([TITLES, 'F-2;Marne;04/03/2026;03/04/2026;"12,00', GOOD, '"', ALSO_GOOD].join("\n")),
    code: "ROW_UNCLOSED_QUOTE",
    line: 2,
    says: "ne se referme pas",
    records: 2,
  },
  {
    name: "row longer than the limit",
    bytes: around(`F-2;${"x".repeat(3000)};04/03/2026;03/04/2026;12,00`),
    options: { limits: { rowBytes: 1000 } },
    code: "ROW_TOO_LONG",
    line: 3,
    says: "démesurée",
    records: 2,
  },
  {
    name: "huge cell",
    bytes: around(`F-2;${"x".repeat(2500)};04/03/2026;03/04/2026;12,00`),
    code: "CELL_TOO_LONG",
    line: 3,
    says: "2500 caractères, le maximum est 2000",
    records: 2,
  },
  {
    name: "NUL byte in a cell",
    bytes: around("F-2;Ma\0rne;04/03/2026;03/04/2026;12,00"),
    code: "CONTROL_CHARACTER",
    line: 3,
    says: "caractère de contrôle",
    records: 2,
  },
  {
    name: "escape sequence in a cell",
    bytes: around("F-2;\u001b[31mMarne;04/03/2026;03/04/2026;12,00"),
    code: "CONTROL_CHARACTER",
    line: 3,
    says: "Retapez-la",
    records: 2,
  },
  {
    name: "a damaged letter in a file of UTF-8",
    bytes: Buffer.concat([
      utf8(`${TITLES}\n${"F-7;Éléphant éméché à l’été;04/03/2026;03/04/2026;7,00\n".repeat(1)}F-2;Soci`),
      Buffer.from([0xe9]),
      utf8("t;04/03/2026;03/04/2026;12,00\n"),
    ]),
    code: "UNREADABLE_CHARACTER",
    line: 3,
    says: "s’est perdue en route",
    records: 1,
  },
  {
    name: "separator inside a cell",
    bytes: around("F-2;Marne; fils et cie;04/03/2026;03/04/2026;12,00"),
    code: "ROW_RAGGED",
    line: 3,
    says: "6 colonnes au lieu de 5",
    records: 2,
  },
  {
    name: "row cut short",
    bytes: around("F-2;Marne"),
    code: "ROW_RAGGED",
    line: 3,
    says: "s’arrête après 2 colonnes sur 5\u00a0: «\u00a0Date de facture\u00a0» manque",
    records: 2,
  },
  {
    name: "broken line after a cell of three lines counts rows as a spreadsheet",
    bytes: utf8(
      `${TITLES}\nF-1;"Kléber\nfils\net cie";04/03/2026;03/04/2026;12,00\n\nF-2;;04/03/2026;03/04/2026;12,00\n`,
    ),
    code: "EMPTY",
    line: 4,
    says: "«\u00a0Client\u00a0» est vide",
    records: 1,
  },
  {
    name: "three ends of line",
    bytes: utf8(`${TITLES}\r\n${GOOD}\n${ALSO_GOOD}\rF-2;Marne;hier;03/04/2026;12,00`),
    code: "DATE",
    line: 4,
    says: "«\u00a0hier\u00a0» n’est pas une date",
    records: 2,
  },
];

const cells: MalformedCsv[] = [
  {
    name: "no number",
    bytes: around(";Marne;04/03/2026;03/04/2026;12,00"),
    code: "EMPTY",
    line: 3,
    says: "«\u00a0Numéro\u00a0» est vide",
    records: 2,
  },
  {
    name: "number abridged by a spreadsheet",
    bytes: around("2,02601E+11;Marne;04/03/2026;03/04/2026;12,00"),
    code: "NUMBER_MANGLED",
    line: 3,
    says: "au format Texte",
    records: 2,
  },
  {
    name: "number far too long",
    bytes: around(`${"9".repeat(61)};Marne;04/03/2026;03/04/2026;12,00`),
    code: "CELL_TOO_LONG",
    line: 3,
    says: "dépasse 60 caractères",
    records: 2,
  },
  {
    name: "the same number twice",
    bytes: around("f-1;Marne;04/03/2026;03/04/2026;12,00"),
    code: "DUPLICATE_NUMBER",
    line: 3,
    says: "déjà à la ligne 2",
    records: 2,
  },
  {
    name: "31 November",
    bytes: around("F-2;Marne;31/11/2026;03/12/2026;12,00"),
    code: "DATE",
    line: 3,
    says: "Novembre n’a que 30 jours",
    records: 2,
  },
  {
    name: "American date among French ones",
    bytes: utf8(
      `${TITLES}\n${Array.from({ length: 25 }, (_, index) => `G-${index};Kléber;25/03/2026;25/04/2026;1,00`).join("\n")}\nF-2;Marne;03/25/2026;25/04/2026;12,00`,
    ),
    code: "DATE",
    line: 27,
    says: "Le mois 25 n’existe pas",
    records: 25,
  },
  {
    name: "French date among American ones",
    bytes: utf8(
      `${TITLES}\n${Array.from({ length: 25 }, (_, index) => `G-${index};Kléber;03/25/2026;04/25/2026;1,00`).join("\n")}\nF-2;Marne;25/03/2026;04/25/2026;12,00`,
    ),
    code: "DATE",
    line: 27,
    says: "où le mois vient en premier",
    records: 25,
  },
  {
    name: "ambiguous date in an English file",
    bytes: utf8(
      "Invoice number,Customer,Invoice date,Due date,Total\nA-1,Marne,03/04/2026,05/05/2026,12.00\nA-2,Marne,2026-03-04,2026-05-05,12.00\n",
    ),
    code: "DATE_AMBIGUOUS",
    line: 2,
    says: "le 03 du mois 04 ou le 04 du mois 03",
    records: 1,
  },
  {
    name: "days of Excel among dates",
    bytes: around("F-2;Marne;46085;03/04/2026;12,00"),
    code: "DATE",
    line: 3,
    says: "au format Date",
    records: 2,
  },
  {
    name: "hour of another zone",
    bytes: around("F-2;Marne;2026-03-03T23:00:00.000Z;03/04/2026;12,00"),
    code: "DATE",
    line: 3,
    says: "autre fuseau",
    records: 2,
  },
  {
    name: "year of a slip",
    bytes: around("F-2;Marne;04/03/1926;03/04/2026;12,00"),
    code: "DATE",
    line: 3,
    says: "L’année 1926",
    records: 2,
  },
  {
    name: "due before issued",
    bytes: around("F-2;Marne;04/03/2026;03/03/2026;12,00"),
    code: "DUE_BEFORE_ISSUE",
    line: 3,
    says: "avant la date de la facture",
    records: 2,
  },
  {
    name: "no due date and no default",
    bytes: around("F-2;Marne;04/03/2026;;12,00"),
    code: "EMPTY",
    line: 3,
    says: "«\u00a0Échéance\u00a0» est vide",
    records: 2,
  },
  {
    name: "amount in letters",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;douze"),
    code: "AMOUNT",
    line: 3,
    says: "«\u00a0douze\u00a0» n’est pas un montant",
    records: 2,
  },
  {
    name: "amount with half a cent",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;12,345"),
    code: "AMOUNT",
    line: 3,
    says: "plus de deux décimales",
    records: 2,
  },
  {
    name: "amount abridged by a spreadsheet",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;1,2E+05"),
    code: "AMOUNT",
    line: 3,
    says: "abrégé ce montant",
    records: 2,
  },
  {
    name: "amount that may be thousands or cents",
    bytes: utf8(`${TITLES}\nF-2;Marne;04/03/2026;03/04/2026;1.234\n`),
    code: "AMOUNT_AMBIGUOUS",
    line: 2,
    says: "peut se lire 1234 euros, ou 1 euros et des centimes",
  },
  {
    name: "amount of a billion",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;1 000 000 000,00"),
    code: "AMOUNT",
    line: 3,
    says: "Ce montant dépasse",
    records: 2,
  },
  {
    name: "negative total",
    bytes: around("A-2;Marne;04/03/2026;03/04/2026;-12,00"),
    code: "CREDIT_NOTE",
    line: 3,
    says: "sans doute un avoir",
    records: 2,
  },
  {
    name: "total in parentheses",
    bytes: around("A-2;Marne;04/03/2026;03/04/2026;(12,00)"),
    code: "CREDIT_NOTE",
    line: 3,
    says: "Retirez-la, puis enregistrez l’avoir",
    records: 2,
  },
  {
    name: "credit note by its type",
    bytes: wide("Type de document", "Avoir"),
    code: "CREDIT_NOTE",
    line: 2,
    says: "Cette ligne est un avoir",
  },
  {
    name: "total of zero",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;0,00"),
    code: "ZERO_TOTAL",
    line: 3,
    says: "rien à relancer",
    records: 2,
  },
  {
    name: "parts that do not make the total",
    bytes: wide("Montant HT;TVA", "1 000,00;100,00"),
    code: "TOTALS_DISAGREE",
    line: 2,
    says: "1\u00a0000,00\u00a0€ HT et 100,00\u00a0€ de TVA ne font pas 1\u00a0200,00\u00a0€ TTC",
  },
  {
    name: "paid more than the total",
    bytes: wide("Déjà réglé", "1 200,01"),
    code: "PAID_DISAGREES",
    line: 2,
    says: "ne va pas avec un total de 1\u00a0200,00\u00a0€",
  },
  {
    name: "paid and balance that do not make the total",
    bytes: wide("Déjà réglé;Solde", "200,00;900,00"),
    code: "PAID_DISAGREES",
    line: 2,
    says: "ne font pas 1\u00a0200,00\u00a0€",
  },
  {
    name: "said to be paid with a balance",
    bytes: wide("Statut;Solde", "Payée;200,00"),
    code: "PAID_DISAGREES",
    line: 2,
    says: "il reste 200,00\u00a0€",
  },
  {
    name: "dollars in their column",
    bytes: wide("Devise", "USD"),
    code: "CURRENCY",
    line: 2,
    says: "Facture en USD",
  },
  {
    name: "dollars in the amount",
    bytes: around("F-2;Marne;04/03/2026;03/04/2026;$12.00"),
    code: "CURRENCY",
    line: 3,
    says: "en dollars",
    records: 2,
  },
  {
    name: "text that fills a page",
    bytes: around(`F-2;${"x".repeat(251)};04/03/2026;03/04/2026;12,00`),
    code: "CELL_TOO_LONG",
    line: 3,
    says: "dépasse 250 caractères",
    records: 2,
  },
];

const notices: MalformedCsv[] = [
  {
    name: "total at the bottom",
    bytes: utf8(`${TITLES}\n${GOOD}\nTotal;;;;1 200,00\n`),
    code: "TOTAL_ROW",
    line: 3,
    says: "Ligne de total",
    records: 1,
  },
  {
    name: "total under the column before the amount",
    bytes: utf8(`${TITLES}\n${GOOD}\n;;;Total général :;1 200,00\n`),
    code: "TOTAL_ROW",
    line: 3,
    says: "elle est ignorée",
    records: 1,
  },
  {
    name: "total without a word",
    bytes: utf8(`${TITLES}\n${GOOD}\n;;;;1 200,00\n`),
    code: "TOTAL_ROW",
    line: 3,
    says: "ce n’est pas une facture",
    records: 1,
  },
  {
    name: "titles again in the middle",
    bytes: around(TITLES),
    code: "REPEATED_TITLES",
    line: 3,
    says: "Les titres reviennent",
    records: 2,
  },
  {
    name: "quote",
    bytes: wide("Type", "Devis"),
    code: "NOT_AN_INVOICE",
    line: 2,
    says: "n’est pas une facture",
  },
  {
    name: "draft",
    bytes: wide("Statut", "Brouillon"),
    code: "NOT_AN_INVOICE",
    line: 2,
    says: "non émise ou annulée",
  },
  {
    name: "no due date, with a default",
    bytes: utf8(`${TITLES}\nF-2;Marne;04/03/2026;;12,00\n`),
    options: { defaultTermDays: 30 },
    code: "DUE_DATE_COMPUTED",
    line: 2,
    says: "calculée à 30 jours",
    records: 1,
  },
  {
    name: "wrong SIREN",
    bytes: wide("SIREN", "501 826 472"),
    code: "SIREN",
    line: 2,
    says: "importée sans cette information",
    records: 1,
  },
  {
    name: "SIRET of another company",
    bytes: wide("SIREN;SIRET", "501826473;73282932000074"),
    code: "SIRET",
    line: 2,
    says: "n’est pas celui du SIREN",
    records: 1,
  },
  {
    name: "wrong VAT number",
    bytes: wide("N° TVA", "FR41303265045"),
    code: "VAT_NUMBER",
    line: 2,
    says: "La clé «\u00a041\u00a0»",
    records: 1,
  },
  {
    name: "address without an end",
    bytes: wide("E-mail", "compta@exemple"),
    code: "EMAIL",
    line: 2,
    says: "Il manque la fin de l’adresse",
    records: 1,
  },
  {
    name: "two addresses",
    bytes: wide("E-mail", "a@exemple.fr b@exemple.fr"),
    code: "EMAIL",
    line: 2,
    says: "seule a@exemple.fr est gardée",
    records: 1,
  },
  {
    name: "telephone with a word",
    bytes: wide("Téléphone", "voir Paul"),
    code: "PHONE",
    line: 2,
    says: "«\u00a0v\u00a0» est de trop",
    records: 1,
  },
  {
    name: "postcode of four digits",
    bytes: wide("Code postal", "1000"),
    code: "POSTCODE",
    line: 2,
    says: "Peut-être 01000",
    records: 1,
  },
  {
    name: "country nobody knows",
    bytes: wide("Pays", "Syldavie"),
    code: "COUNTRY",
    line: 2,
    says: "Pays inconnu",
    records: 1,
  },
  {
    name: "kind of client nobody knows",
    bytes: wide("Type de client", "VIP"),
    code: "CLIENT_KIND",
    line: 2,
    says: "Type de client inconnu",
    records: 1,
  },
];

const encodings: MalformedCsv[] = [
  {
    name: "bad date in Windows-1252",
    bytes: iconv.encode(`${TITLES}\nF-1;Cœur d’été;hier;03/04/2026;12,00 €\n`, "windows-1252"),
    code: "DATE",
    line: 2,
    says: "«\u00a0hier\u00a0»",
  },
  {
    name: "UTF-16 without a mark",
    bytes: iconv.encode(
      `${TITLES.replaceAll(";", "\t")}\nF-1\tKléber\thier\t03/04/2026\t12,00\n`,
      "utf-16le",
    ),
    code: "DATE",
    line: 2,
    says: "«\u00a0hier\u00a0»",
  },
];

export const MALFORMED_CSV: readonly MalformedCsv[] = [
  ...wholeFiles,
  ...brokenRows,
  ...cells,
  ...notices,
  ...encodings,
];
