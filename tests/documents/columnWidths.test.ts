/** The columns of printed tables: as wide as the text together, and wide enough for any date. */
import { beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT_WIDTHS_MM } from "@/documents/accountStatementPdf";
import { GAP_MM } from "@/documents/DataTable";
import { loadFonts } from "@/documents/fonts";
import { LOOKS, mm, TEXT_WIDTH_MM } from "@/documents/paper";
import { COLUMN_WIDTHS_MM } from "@/documents/StatementTables";
import { setLines } from "@/documents/setLines";
import { addDays, localDate } from "@/domain/calendar";
import { formatDate, formatDateNumeric, formatDateShort, formatDateShortEnglish } from "@/domain/dateText";

/** A leap year: every day there can be. */
const DAYS = Array.from({ length: 366 }, (_, index) => addDays(localDate("2028-01-01"), index));
const short = DAYS.map((day) => formatDateShort(day, true));
const long = DAYS.map(formatDate);
const numeric = DAYS.map(formatDateNumeric);
const english = DAYS.map(formatDateShortEnglish);
const WIDTHS = {
  ...COLUMN_WIDTHS_MM,
  ACCOUNT_LINES: ACCOUNT_WIDTHS_MM[6] ?? [],
  MOVEMENTS: ACCOUNT_WIDTHS_MM[3] ?? [],
};

beforeAll(loadFonts);

describe("the columns of a printed table", () => {
  it.each(Object.entries(WIDTHS))("%s: are as wide as the text together", (_, widths) => {
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(TEXT_WIDTH_MM);
  });

  it.each([
    ["INVOICES", [1, 2], short],
    ["SUMMARY", [1], short],
    ["ACCOUNT", [1, 2], short],
    ["INTEREST_BY_INVOICE", [1, 2], short],
    ["INTEREST", [0, 1], long],
    ["CONTACTS", [0], long],
    ["CONTACTS_WITH_OUTCOME", [0], long],
    ["ACCOUNT_LINES", [1, 2], numeric],
    ["ACCOUNT_LINES", [1, 2], english],
    ["MOVEMENTS", [0], numeric],
    ["MOVEMENTS", [0], english],
  ] as const)("%s: hold any date of a year on one line", (kind, columns, dates) => {
    for (const column of columns) {
      const width = mm((WIDTHS[kind][column] ?? 0) - GAP_MM);
      const { face, size } = LOOKS.cell;
      const broken = dates.filter((date) => setLines(date, face, size, width).length > 1);
      expect(broken, `column ${column}`).toEqual([]);
    }
  });
});
