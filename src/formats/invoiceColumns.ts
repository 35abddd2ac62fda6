/** Finds the row of titles of a table of invoices, and which column holds what. */
import { comparisonKey } from "@/domain/parties/asciiText";
import { INVOICE_COLUMN_NAMES, INVOICE_FIELDS, type InvoiceField } from "./invoiceColumnNames";

/** Column of each field, counted from 0. A field without a column is absent. */
export type InvoiceMapping = Partial<Record<InvoiceField, number>>;

/** Rows among which the titles are looked for: exports may begin with a name and a period. */
export const HEADER_SEARCH_ROWS = 10;

/** Words that never change what a title means. */
const SMALL_WORDS = new Set("de du des d la le les l en au aux un une the of eur euro euros in".split(" "));

/**
 * The form in which titles are compared: `N° de facture`, `Nº facture` and `No. Facture` are all
 * `numero facture`, `Montant T.T.C. (€)` is `montant ttc`, `InvoiceNumber` is `invoice numero`.
 */
export function titleKey(title: string): string {
  const words = comparisonKey(
    title
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
      .replace(/\b(t\.\s?t\.\s?c|h\.\s?t|t\.\s?v\.\s?a)\b\.?/gi, (letters) => letters.replace(/[.\s]/g, ""))
      .replace(/[°º#]/g, " numero "),
  )
    .split(" ")
    .map((word) => (/^(n|no|num|nr|nbr|number)$/.test(word) ? "numero" : word))
    // « Montant dû » and « Facturé le » end with a word that counts, though it looks like one that does not.
    .filter(
      (word, index, all) => !SMALL_WORDS.has(word) || (/^(du|le)$/.test(word) && index === all.length - 1),
    );
  // « N° » gave the word twice.
  return words.filter((word, index) => word !== "numero" || words[index - 1] !== "numero").join(" ");
}

interface Meaning {
  field: InvoiceField;
  /** 0 for the surest names. */
  rank: number;
}

/** Fields a title may mean, by its key. */
const MEANINGS: ReadonlyMap<string, readonly Meaning[]> = buildMeanings();

function buildMeanings(): Map<string, Meaning[]> {
  const meanings = new Map<string, Meaning[]>();
  for (const field of INVOICE_FIELDS) {
    for (const [rank, names] of INVOICE_COLUMN_NAMES[field].split("|").entries()) {
      for (const name of names.split(",")) {
        const key = titleKey(name);
        meanings.set(key, [...(meanings.get(key) ?? []), { field, rank }]);
      }
    }
  }
  return meanings;
}

/**
 * Proposes a column for each field: the surest name first, then the leftmost column. A column
 * serves one field.
 */
export function suggestMapping(titles: readonly string[]): InvoiceMapping {
  const candidates = titles
    .flatMap((title, column) =>
      (MEANINGS.get(titleKey(title)) ?? []).map((meaning) => ({ ...meaning, column })),
    )
    .sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: InvoiceMapping = {};
  const taken = new Set<number>();
  for (const { field, column } of candidates) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** How many different fields a row names: 0 or 1 for a row of data, more for the titles. */
export function headerScore(cells: readonly string[]): number {
  return Object.keys(suggestMapping(cells)).length;
}

/** Titles that appear more than once, blank ones aside, as written the first time. */
export function duplicateTitles(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const title of titles) {
    const key = titleKey(title);
    if (key !== "") seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return titles.filter((title, index) => {
    const key = titleKey(title);
    return (seen.get(key) ?? 0) > 1 && titles.findIndex((other) => titleKey(other) === key) === index;
  });
}

const FRENCH_WORDS =
  /\b(facture|factures|facturation|echeance|montant|ttc|ht|tva|emission|regle|paye|solde|reste|societe|raison|nom|ville|pays|adresse|telephone|devise|objet|libelle|numero|courriel|statut|commande)\b/;

/** True when titles are in French: a date of the file is then day first unless shown otherwise. */
export function areFrenchTitles(titles: readonly string[]): boolean {
  return titles.some((title) => FRENCH_WORDS.test(comparisonKey(title)));
}
