/** Measures and tones of printed documents. The library counts in points, people in millimetres. */
import { StyleSheet } from "@react-pdf/renderer";
import { SERIF } from "./fonts";

export function mm(length: number): number {
  return (length * 72) / 25.4;
}

export const PAGE_WIDTH_MM = 210;
export const MARGIN_MM = 20;
/** Width of a line of text. */
export const TEXT_WIDTH_MM = PAGE_WIDTH_MM - 2 * MARGIN_MM;

/** Window of DL and C5 envelopes (NF Z10-011): the block, and the quiet zone around it. */
export const ADDRESS_MM = { x: 110, y: 57, width: 80, height: 22 };
export const QUIET_MM = { fromX: 90, toX: 210, fromY: 40, toY: 92 };
/** Where the letter begins, under the quiet zone and below the first fold. */
export const BODY_TOP_MM = 96;
/** Folds of a sheet: in three for DL, in two for C5. */
export const FOLDS_MM = [
  { y: 99, width: 4 },
  { y: 148.5, width: 2.5 },
  { y: 198, width: 4 },
] as const;

export const INK = "#1a1d1c";
export const MUTED = "#585d59";
export const LINE = "#d9d5ca";
export const FOLD = "#87857c";

/** Size of the text in tables: cells are measured before they are drawn. */
export const TABLE_SIZE = 9.25;

export const paper = StyleSheet.create({
  page: {
    paddingTop: mm(MARGIN_MM),
    paddingHorizontal: mm(MARGIN_MM),
    paddingBottom: mm(23),
    fontFamily: SERIF,
    fontWeight: 400,
    fontSize: 10,
    lineHeight: 1.36,
    color: INK,
  },
  strong: { fontWeight: 600 },
  paragraph: { marginBottom: mm(2.7) },
  title: { fontSize: 11, lineHeight: 14 / 11, fontWeight: 600 },
  underTitle: { fontSize: 11, lineHeight: 14 / 11 },
  heading: { fontSize: 10.5, lineHeight: 14 / 10.5, fontWeight: 600, marginTop: mm(6), marginBottom: mm(1.5) },
  small: { fontSize: 9, lineHeight: 12 / 9 },
  smallMuted: { fontSize: 8.5, lineHeight: 11.4 / 8.5, color: MUTED },
  footer: {
    position: "absolute",
    left: mm(MARGIN_MM),
    right: mm(MARGIN_MM),
    bottom: mm(9),
    flexDirection: "row",
    alignItems: "flex-end",
    justifyContent: "space-between",
    fontSize: 7.75,
    lineHeight: 10.4 / 7.75,
    color: MUTED,
  },
  footerName: { width: mm(140) },
  table: { fontSize: TABLE_SIZE, lineHeight: 12.4 / TABLE_SIZE },
  caption: { fontWeight: 600, marginBottom: mm(1) },
  columns: { flexDirection: "row", borderBottomWidth: mm(0.25), borderBottomColor: INK, color: MUTED, fontSize: 8.5 },
  row: { flexDirection: "row", borderBottomWidth: mm(0.2), borderBottomColor: LINE, paddingVertical: mm(0.85) },
  lastRow: { borderBottomWidth: 0 },
  total: {
    flexDirection: "row",
    borderTopWidth: mm(0.25),
    borderTopColor: INK,
    paddingVertical: mm(0.85),
    fontWeight: 600,
  },
  cellNote: { fontSize: 8.25, lineHeight: 10.6 / 8.25, color: MUTED },
});
