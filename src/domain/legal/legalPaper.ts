/** A paper for a court or a court officer: headings, paragraphs, lists and tables that add up. */
import type { LocalDate } from "../calendar";
import { formatEuros, formatEurosEnglish } from "../money";

/** One line of a table: what, a note under it, its cells. */
export interface PaperLine {
  readonly label: string;
  readonly note?: string | undefined;
  readonly cells: readonly string[];
}

export type PaperBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** Named values, one a line: what a form asks. */
  | { readonly kind: "fields"; readonly fields: readonly PaperField[] }
  | {
      readonly kind: "table";
      readonly caption?: string | undefined;
      readonly columns: readonly PaperColumn[];
      readonly lines: readonly PaperLine[];
      readonly total?: PaperLine | undefined;
    }
  /** What follows begins a page. */
  | { readonly kind: "newPage" }
  /** Place and day, then who signs, with room for a hand. */
  | { readonly kind: "signature"; readonly lines: readonly string[] };

export interface PaperField {
  readonly term: string;
  readonly value: string;
}

export interface PaperColumn {
  readonly header: string;
  /** In millimetres: the columns of a table add up to 170. */
  readonly widthMm: number;
  readonly isEnd?: boolean;
  /** A rank before the words of a line: notes stand under the words. */
  readonly isRank?: boolean;
}

export interface LegalPaper {
  readonly title: string;
  readonly subtitle: string;
  /** Who writes, on one line at the foot of each page. */
  readonly footer: string;
  readonly authorName: string;
  readonly datedOn: LocalDate;
  readonly blocks: readonly PaperBlock[];
}

/** Width of the text of a paper, in millimetres. */
export const PAPER_WIDTH_MM = 170;

/** How a table of amounts is headed and its amounts are written. */
interface AmountWords {
  readonly item: string;
  readonly amount: string;
  readonly euros: (cents: bigint) => string;
}

export const FRENCH_AMOUNTS: AmountWords = { item: "Élément", amount: "Montant", euros: formatEuros };

/** For a translation into English. */
export const ENGLISH_AMOUNTS: AmountWords = { item: "Item", amount: "Amount", euros: formatEurosEnglish };

/** A table of amounts under one another, with its total; without a caption where the title says enough. */
export function amountsBlock(
  caption: string | null,
  lines: readonly { readonly label: string; readonly note?: string; readonly cents: bigint }[],
  total: { readonly label: string; readonly cents: bigint },
  words: AmountWords = FRENCH_AMOUNTS,
): PaperBlock {
  return {
    kind: "table",
    caption: caption ?? undefined,
    columns: [
      { header: words.item, widthMm: 138 },
      { header: words.amount, widthMm: 32, isEnd: true },
    ],
    lines: lines.map(({ label, note, cents }) => ({ label, note, cells: [words.euros(cents)] })),
    total: { label: total.label, cells: [words.euros(total.cents)] },
  };
}

/** The paper as plain text, to copy into a form or a portal. */
export function paperText(paper: LegalPaper): string {
  const blocks = paper.blocks.map(blockText).filter((text) => text !== "");
  return `${[paper.title.toUpperCase(), paper.subtitle, ...blocks].filter((text) => text !== "").join("\n\n")}\n`;
}

function blockText(block: PaperBlock): string {
  switch (block.kind) {
    case "heading":
      return `${block.text}\n${"-".repeat(block.text.length)}`;
    case "paragraph":
      return block.text;
    case "list":
      return block.items.map((item, index) => `${index + 1}. ${item}`).join("\n");
    case "fields":
      return block.fields.map(({ term, value }) => `${term}\u00a0: ${value}`).join("\n");
    case "table":
      return [
        ...(block.caption ? [block.caption] : []),
        ...[...block.lines, ...(block.total ? [block.total] : [])].map(lineText),
      ].join("\n");
    case "newPage":
      return "";
    case "signature":
      return block.lines.join("\n");
  }
}

function lineText({ label, note, cells }: PaperLine): string {
  const values = cells.filter((cell) => cell !== "").join(" | ");
  return `- ${label}${values === "" ? "" : ` | ${values}`}${note ? `\n  ${note}` : ""}`;
}
