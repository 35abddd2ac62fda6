/** Files with a row whose quotes, length, letters or number of cells are wrong. */
import iconv from "iconv-lite";
import { ALSO_GOOD, GOOD, lineThree, type MalformedCsv, TITLES, utf8 } from "./malformedCsv";

const OPEN = "ROW_UNCLOSED_QUOTE";

export const MALFORMED_ROWS: readonly MalformedCsv[] = [
  lineThree("quote closed by nothing", 'F-2;"Marne;04/03/2026;03/04/2026;12,00', OPEN, "ne se referme pas"),
  {
    name: "quote closed by that of a later line",
    bytes: utf8(
      [
        TITLES,
        'F-2;"Marne;04/03/2026;03/04/2026;12,00',
        GOOD,
        'F-3;"Somme";04/03/2026;03/04/2026;5,00',
        ALSO_GOOD,
      ].join("\n"),
    ),
    code: OPEN,
    line: 2,
    says: "doublez-le",
    records: 3,
  },
  {
    name: "quote closed cleanly further on, with good lines inside",
    bytes: utf8([TITLES, 'F-2;Marne;04/03/2026;03/04/2026;"12,00', GOOD, '"', ALSO_GOOD].join("\n")),
    code: OPEN,
    line: 2,
    says: "Supprimez-le",
    records: 2,
  },
  {
    name: "quote closed in the middle of the next line",
    bytes: utf8([TITLES, 'F-2;"Marne', 'F-3";Somme;04/03/2026;03/04/2026;5,00', ALSO_GOOD].join("\n")),
    code: OPEN,
    line: 2,
    says: "ne se referme pas",
    records: 2,
  },
  {
    ...lineThree(
      "row too long",
      `F-2;${"x".repeat(3000)};04/03/2026;03/04/2026;12,00`,
      "ROW_TOO_LONG",
      "démesurée",
    ),
    options: { limits: { rowBytes: 1000 } },
  },
  lineThree(
    "huge cell",
    `F-2;${"x".repeat(2500)};04/03/2026;03/04/2026;1,00`,
    "CELL_TOO_LONG",
    "2500 caractères",
  ),
  lineThree(
    "NUL byte",
    "F-2;Ma\0rne;04/03/2026;03/04/2026;12,00",
    "CONTROL_CHARACTER",
    "caractère de contrôle",
  ),
  lineThree(
    "escape sequence",
    "F-2;\u001b[31mM;04/03/2026;03/04/2026;12,00",
    "CONTROL_CHARACTER",
    "Retapez-la",
  ),
  {
    name: "a damaged letter in UTF-8",
    bytes: Buffer.concat([
      utf8(`${TITLES}\nF-7;Éléphant éméché à l’été;04/03/2026;03/04/2026;7,00\nF-2;Soci`),
      Buffer.from([0xe9]),
      utf8("t;04/03/2026;03/04/2026;12,00\n"),
    ]),
    code: "UNREADABLE_CHARACTER",
    line: 3,
    says: "s’est perdue en route",
    records: 1,
  },
  lineThree(
    "separator in a cell",
    "F-2;Marne; fils;04/03/2026;03/04/2026;12,00",
    "ROW_RAGGED",
    "6 colonnes au lieu de 5",
  ),
  lineThree(
    "row cut short",
    "F-2;Marne",
    "ROW_RAGGED",
    "s’arrête après 2 colonnes sur 5\u00a0: «\u00a0Date de facture",
  ),
  {
    name: "error after a cell of three lines and a blank row",
    bytes: utf8(
      `${TITLES}\nF-1;"Kléber\nfils\net cie";04/03/2026;03/04/2026;12,00\n\nF-2;;04/03/2026;03/04/2026;12,00\n`,
    ),
    code: "EMPTY",
    line: 4,
    says: "«\u00a0Client\u00a0» est vide",
    records: 1,
  },
  {
    name: "title of two lines above the titles",
    bytes: utf8(`"Ventes\n2026"\n\n${TITLES}\n${GOOD}\nF-2;;04/03/2026;03/04/2026;12,00\n`),
    code: "EMPTY",
    line: 5,
    says: "est vide",
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
  {
    name: "bad date in Windows-1252",
    bytes: iconv.encode(`${TITLES}\nF-1;Cœur d’été;hier;03/04/2026;12,00 €\n`, "windows-1252"),
    code: "DATE",
    line: 2,
    says: "«\u00a0hier\u00a0»",
  },
  {
    name: "UTF-16 without a mark",
    bytes: iconv.encode(`${TITLES}\nF-1;Kléber;hier;03/04/2026;12,00\n`.replaceAll(";", "\t"), "utf-16le"),
    code: "DATE",
    line: 2,
    says: "«\u00a0hier\u00a0»",
  },
];
