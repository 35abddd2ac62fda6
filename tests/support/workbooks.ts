/** Workbooks in memory, as Excel writes them, or as nobody should. */
import { strToU8, zipSync } from "fflate";

/** Styles of {@link makeWorkbook}, by the place that cells name. */
export const STYLES = {
  plain: 0,
  date: 1,
  frenchDate: 2,
  percent: 3,
  euros: 4,
  padded: 5,
  dollars: 6,
} as const;

const STYLES_XML = `<styleSheet><numFmts>
<numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/>
<numFmt numFmtId="166" formatCode="&quot;FA-&quot;0000"/><numFmt numFmtId="167" formatCode="[$$-409]#,##0.00"/></numFmts>
<cellXfs>${[0, 14, 164, 9, 165, 166, 167].map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`;

/** A cell: a text, a number, a number with a style, or its XML. */
export type WorkbookCell = string | number | null | { v: number | string; s: number } | { xml: string };

export interface WorkbookSheet {
  name: string;
  state?: "hidden" | "veryHidden";
  /** Rows from the first one; null is one that the file does not have. */
  rows: readonly (readonly WorkbookCell[] | null)[];
}

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function letters(column: number): string {
  const before = column >= 26 ? letters(Math.floor(column / 26) - 1) : "";
  return before + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The XML of a sheet, its texts shared. */
function sheetXml({ rows }: WorkbookSheet, share: (text: string) => number): string {
  const cellXml = (cell: WorkbookCell, reference: string): string => {
    if (cell === null) return "";
    if (typeof cell === "string") return `<c r="${reference}" t="s"><v>${share(cell)}</v></c>`;
    if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
    if ("xml" in cell) return cell.xml;
    return `<c r="${reference}" s="${cell.s}"><v>${cell.v}</v></c>`;
  };
  const body = rows.map((cells, index) => {
    if (cells === null) return "";
    const line = index + 1;
    return `<row r="${line}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${line}`)).join("")}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${body.join("")}</sheetData></worksheet>`;
}

function relationsXml(relations: readonly (readonly [type: string, target: string])[]): string {
  const each = relations.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${each.join("")}</Relationships>`;
}

/** The parts of a workbook by their path. */
export function workbookParts(
  sheets: readonly WorkbookSheet[],
  { is1904 = false }: { is1904?: boolean } = {},
): Record<string, string> {
  const strings = new Map<string, number>();
  const share = (text: string) => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text) ?? 0;
  };
  const tabs = sheets.map(({ name, state }, index) => {
    const hidden = state ? ` state="${state}"` : "";
    return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const parts = Object.fromEntries(
    sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, share)]),
  );
  const shared = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  return {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relationsXml([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}"><workbookPr${is1904 ? ' date1904="1"' : ""}/><sheets>${tabs.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationsXml([
      ...sheets.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
      ["styles", "styles.xml"],
      ["sharedStrings", "/xl/sharedStrings.xml"],
    ]),
    "xl/styles.xml": STYLES_XML,
    ...parts,
    "xl/sharedStrings.xml": `<sst>${shared.join("")}</sst>`,
  };
}

/** Packs parts as they are. */
export function packParts(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

export function makeWorkbook(
  sheets: readonly WorkbookSheet[],
  options: { is1904?: boolean } = {},
): Uint8Array {
  return packParts(workbookParts(sheets, options));
}

/** A workbook of one sheet. */
export function oneSheet(...rows: WorkbookSheet["rows"]): Uint8Array {
  return makeWorkbook([{ name: "Factures", rows }]);
}
