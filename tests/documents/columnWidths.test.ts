/** The columns of printed tables: as wide as the text together, and wide enough for any date. */
import { beforeAll, describe, expect, it } from "vitest";
import { GAP_MM } from "@/documents/DataTable";
import { loadFonts } from "@/documents/fonts";
import { LOOKS, mm, TEXT_WIDTH_MM } from "@/documents/paper";
import { COLUMN_WIDTHS_MM } from "@/documents/StatementTables";
import { setLines } from "@/documents/setLines";
import { addDays, localDate } from "@/domain/calendar";
import { formatDate, formatDateShort } from "@/domain/dateText";

/** A leap year: every day there can be. */
const DAYS = Array.from({ length: 366 }, (_, index) => addDays(localDate("2028-01-01"), index));
const short = DAYS.map((day) => formatDateShort(day, true));
const long = DAYS.map(formatDate);

beforeAll(loadFonts);

describe("the columns of a printed table", () => {
  it.each(Object.entries(COLUMN_WIDTHS_MM))("%s: are as wide as the text together", (_, widths) => {
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
  ] as const)("%s: hold any date of a year on one line", (kind, columns, dates) => {
    for (const column of columns) {
      const width = mm((COLUMN_WIDTHS_MM[kind][column] ?? 0) - GAP_MM);
      const { face, size } = LOOKS.cell;
      const broken = dates.filter((date) => setLines(date, face, size, width).length > 1);
      expect(broken, `column ${column}`).toEqual([]);
    }
  });
});
