/** Files that cannot be read at all. */
import { packParts } from "../support/workbooks";
import { ALSO_GOOD, GOOD, type MalformedCsv, TITLES, utf8, wholeFile } from "./malformedCsv";

function hex(bytes: string): Uint8Array {
  return Buffer.from(bytes, "hex");
}

const PROGRAM = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7) % 32));
const OPEN_QUOTES = `${TITLES}\n${'F-1;"Kléber;04/03/2026;03/04/2026;12\n'.repeat(30)}`;
const BAD_MAPPING = { mapping: { number: 0, clientName: 1, issuedOn: 2, total: 12 } };

export const MALFORMED_FILES: readonly MalformedCsv[] = [
  wholeFile("empty file", "", "FILE_EMPTY", "Ce fichier est vide"),
  wholeFile("blank file with a mark", utf8("\ufeff \r\n\r\n"), "FILE_EMPTY", "est vide"),
  wholeFile("titles alone", `${TITLES}\r\n`, "NO_LINES", "aucune facture"),
  wholeFile("titles and blank lines", `${TITLES}\r\n;;;;\r\n\r\n`, "NO_LINES", "aucune facture"),
  wholeFile("no titles", `${GOOD}\n${ALSO_GOOD}\n`, "HEADER_NOT_FOUND", "Aucune ligne de titres"),
  wholeFile(
    "titles on line 11",
    `${"x;y\n".repeat(10)}${TITLES}\n${GOOD}`,
    "HEADER_NOT_FOUND",
    "les 10 premières",
  ),
  wholeFile("titles past the end", `${TITLES}\n${GOOD}`, "HEADER_NOT_FOUND", "dites laquelle", {
    headerLine: 9,
  }),
  wholeFile("xls", hex("d0cf11e0a1b11ae1000000"), "FILE_EXCEL", "enregistrez-le au format .xlsx ou CSV"),
  wholeFile(
    "workbook with a password",
    Buffer.concat([hex("d0cf11e0a1b11ae1"), Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]),
    "FILE_LOCKED",
    "protégé par un mot de passe",
  ),
  wholeFile("ods", packParts({ mimetype: "x", "content.xml": "<x/>" }), "FILE_ODS", "au format .xlsx ou CSV"),
  wholeFile("xlsb", packParts({ "xl/workbook.bin": "x" }), "FILE_WORKBOOK", "au format .xlsx ou CSV"),
  wholeFile("docx", packParts({ "[Content_Types].xml": "<x/>" }), "FILE_WORKBOOK", "pas un classeur"),
  wholeFile("numbers", packParts({ "Index/Document.iwa": "x" }), "FILE_WORKBOOK", "Numbers"),
  wholeFile("zip", packParts({ "factures.csv": "a;b" }), "FILE_ARCHIVE", "archive ZIP"),
  wholeFile("gzip", hex("1f8b0800000000000003"), "FILE_ARCHIVE", "Décompressez-la"),
  wholeFile("pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj", "FILE_PDF", "Ceci est un PDF"),
  wholeFile("png", hex("89504e470d0a1a0a0000000d"), "FILE_IMAGE", "une image"),
  wholeFile(
    "electronic invoice",
    '<?xml version="1.0"?><rsm:CrossIndustryInvoice/>',
    "FILE_XML",
    "fichier XML",
  ),
  wholeFile("web page named .xls", "\ufeff<html><table><tr><td>Numéro", "FILE_HTML", "page web"),
  wholeFile("json", '[{"number":"F-1"}]', "FILE_JSON", "un fichier JSON"),
  wholeFile("program", PROGRAM, "FILE_BINARY", "n’est pas un texte"),
  wholeFile("too many bytes", `${TITLES}\n${GOOD}`, "FILE_TOO_LARGE", "en plusieurs fois", {
    limits: { bytes: 60 },
  }),
  wholeFile(
    "too many lines",
    `${TITLES}\n${`${GOOD}\n`.repeat(11)}`,
    "FILE_TOO_MANY_ROWS",
    "dépasse 10 lignes",
    {
      limits: { rows: 11 },
    },
  ),
  wholeFile(
    "blank lines without end",
    `${TITLES}\n${"\n".repeat(60)}${GOOD}`,
    "FILE_TOO_MANY_ROWS",
    "dépasse",
    {
      limits: { lines: 50 },
    },
  ),
  wholeFile(
    "200 columns",
    `${TITLES}${";x".repeat(195)}\n${GOOD}`,
    "FILE_TOO_MANY_COLUMNS",
    "200 colonnes, le maximum",
  ),
  wholeFile("open quotes everywhere", OPEN_QUOTES, "FILE_QUOTES", "Plus de 20 lignes", {
    limits: { brokenRows: 20 },
  }),
  wholeFile(
    "no column for the total",
    "Numéro;Client;Date de facture;Ville\nF-1;Kléber;04/03/2026;Metz",
    "COLUMN_MISSING",
    "Quelle colonne contient «\u00a0Montant TTC\u00a0»\u00a0?",
  ),
  wholeFile(
    "total without tax only",
    "Numéro;Client;Date de facture;Montant HT\nF-1;Kléber;04/03/2026;12",
    "COLUMN_MISSING",
    "Sans TVA, choisissez celle du montant HT",
  ),
  wholeFile(
    "the same title twice",
    `${TITLES};Montant TTC\n${GOOD};7,00`,
    "DUPLICATE_TITLE",
    "Deux colonnes s’appellent",
  ),
  wholeFile("column that does not exist", `${TITLES}\n${GOOD}`, "MAPPING", "n’existe pas", BAD_MAPPING),
  wholeFile("chosen columns, none for the date", `${TITLES}\n${GOOD}`, "COLUMN_MISSING", "Date de facture", {
    mapping: { number: 0, clientName: 1, total: 4 },
  }),
];
