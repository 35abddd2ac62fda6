/** The form of an import as plain data: it goes to the browser. */
import { formatCount, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { COLUMN_MEANINGS, readingChoices, readingWords } from "@/usecases/invoicing/importChoices";
import { cellField } from "@/usecases/invoicing/importCorrections";
import { COLUMN_FIELD } from "@/usecases/invoicing/importOptions";
import type { ImportPage } from "@/usecases/invoicing/readImport";
import { KIND_CHOICES } from "../../clients/_parts/kinds";
import type { MendCell, MendLine } from "./MendLines";
import { creditsIn, documentsIn, many, pdfsIn } from "./words";

const EXAMPLES = 3;

type Preview = NonNullable<ImportPage["preview"]>;
type Csv = Extract<Preview, { kind: "READ" }>["csv"];

/** What is asked of a text, and says nothing of a workbook; the rest is the law's in a FEC. */
const OF_TEXT: readonly string[] = ["encoding", "separator"];

function isAsked(name: string, { sheet, fec }: Pick<Csv, "sheet" | "fec">): boolean {
  const isOfText = OF_TEXT.includes(name);
  return sheet ? !isOfText : fec ? isOfText : true;
}

/** How the file is written, in a few words: « UTF-8, point-virgule, titres ligne 1 », or the sheet of a workbook. */
function writtenWords({ sheet, fec, encoding, separator, headerLine }: Csv): string {
  const text = readingWords(encoding, separator);
  return fec ? `FEC, ${text}` : `${sheet ? `Feuille « ${sheet.name} »` : text}, titres ligne ${headerLine}`;
}

/** Everything of the form but its preview. */
export function importFormProps(slug: string, page: ImportPage, preview: Preview) {
  const { csv: chosen, defaultKind, isAllOrNothing } = page.options;
  const csv = preview.kind === "READ" ? preview.csv : null;
  const { isBundle } = page;
  const isUnsettled = csv === null || csv.problems.length > 0;
  const told = {
    encoding: csv?.encoding,
    separator: csv?.separator,
    dateOrder: csv?.conventions.dates.issuedOn.order,
    decimalSeparator: csv?.conventions.amounts.total,
  };
  return {
    hidden: { societe: slug, import: page.id },
    readingWords: csv ? typeset(writtenWords(csv)) : "",
    reading: readingChoices(told, chosen).filter(({ name }) => csv === null || isAsked(name, csv)),
    headerLine: String(chosen.headerLine ?? ""),
    headerHint: csv
      ? `Reconnue${NBSP}: la ligne ${csv.headerLine}. Laissez vide pour la faire chercher.`
      : "Le numéro de la ligne qui porte les titres, tel qu’un tableur le montre.",
    isBundle,
    asksHeader: csv?.fec === undefined,
    columns: csv && !isBundle && !csv.fec ? columnsOf(csv) : [],
    meanings: COLUMN_MEANINGS,
    isUnsettled,
    termDays: String(chosen.defaultTermDays ?? ""),
    asksTerm:
      csv !== null &&
      (csv.noticeCounts.DUE_DATE_COMPUTED !== undefined || (!isBundle && csv.mapping.dueOn === undefined)),
    kind: defaultKind ?? "",
    kinds: [{ value: "", label: "Choisir…" }, ...KIND_CHOICES.map(({ value, label }) => ({ value, label }))],
    kindHint: csv && csv.unknownKindCount > 0 ? kindHint(csv, isBundle) : "",
    isAllOrNothing,
    mend: {
      lines: csv ? mendLines(csv) : [],
      total: csv?.errorLineCount ?? 0,
      mendedCount: Object.keys(chosen.corrections ?? {}).length,
    },
    submit: submitWords(preview),
  };
}

/** The refused lines, the cells that are wrong first; all of them when the line is wrong as a whole. */
function mendLines(csv: Csv): MendLine[] {
  const meant = new Set(Object.values(csv.mapping));
  return (csv.refusedLines ?? []).map(({ line, cells, errors }) => {
    const wrongIn = new Map<number | undefined, string>();
    for (const { field, message } of errors) wrongIn.set(field && csv.mapping[field], message);
    const isWhole = wrongIn.has(undefined);
    const columns = Array.from({ length: Math.max(cells.length, csv.titles.length) }, (_, column) => column);
    const mendable = columns
      .filter((column) => isWhole || meant.has(column))
      .map((column): MendCell & { isWrong: boolean } => {
        const error = wrongIn.get(column);
        return {
          name: cellField(line, column),
          title: csv.titles[column]?.trim().slice(0, 80) || `Colonne ${column + 1}`,
          value: cells[column] ?? "",
          isWrong: isWhole || error !== undefined,
          ...(error !== undefined && { error }),
        };
      });
    const cellOf = (field: "number" | "clientName") =>
      cells[csv.mapping[field] ?? -1]?.trim().slice(0, 60) ?? "";
    return {
      line,
      about: [cellOf("number"), cellOf("clientName")].filter((part) => part !== "").join(", "),
      messages: errors.flatMap(({ field, message }) =>
        field === undefined || csv.mapping[field] === undefined ? [message] : [],
      ),
      wrong: mendable.filter(({ isWrong }) => isWrong),
      others: mendable.filter(({ isWrong }) => !isWrong),
    };
  });
}

/** The promise of the button: what will be created. Empty when nothing would be. */
function submitWords(preview: Preview): string {
  if (preview.kind === "UNREAD") return "";
  const { csv, known } = preview;
  const count = known?.newCount ?? csv.recordCount;
  const creditCount = known?.credits?.newCount ?? 0;
  const joinCount = known?.joinCount ?? 0;
  if (count + creditCount === 0) return joinCount > 0 ? `Joindre ${pdfsIn(joinCount)}` : "";
  const isPart = count > 0 && count < csv.recordCount;
  if (!isPart) return `Importer ${documentsIn(count, creditCount)}`;
  const credits = creditCount > 0 ? ` et ${creditsIn(creditCount)}` : "";
  return `Importer ${many(count, "nouvelle facture", "nouvelles factures")}${credits}`;
}

function kindHint(csv: Csv, isBundle: boolean): string {
  const which = unsaidWords(csv, isBundle);
  return typeset(
    `${which} Il décide des règles : pénalités, indemnité de 40 €, prescription. Les clients déjà connus gardent le leur.`,
  );
}

/** How much of what was dropped does not say what its clients are. */
function unsaidWords({ unknownKindCount, recordCount }: Csv, isBundle: boolean): string {
  if (isBundle) {
    const count = many(unknownKindCount, "facture n’a", "factures n’ont");
    return `${count} pas de SIREN valable pour l’acheteur : rien ne dit ce qu’il est.`;
  }
  if (unknownKindCount === recordCount) return "Le fichier ne le dit pas.";
  return `${formatCount(unknownKindCount)}${NBSP}lignes ne le disent pas.`;
}

function columnsOf(csv: Csv) {
  const meaningOf = new Map(Object.entries(csv.mapping).map(([field, column]) => [column, field]));
  return csv.titles.map((title, column) => ({
    field: `${COLUMN_FIELD}${column}`,
    title: title.trim().slice(0, 80) || `Colonne ${column + 1}`,
    examples: examplesOf(csv.rawSample, column),
    value: meaningOf.get(column) ?? "",
  }));
}

/** The first values of a column that differ. */
function examplesOf(rows: readonly (readonly string[])[], column: number): string {
  const values = rows.map((cells) => cells[column] ?? "").filter((text) => text !== "");
  return [...new Set(values)].slice(0, EXAMPLES).join(" · ");
}
