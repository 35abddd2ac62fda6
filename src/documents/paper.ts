/** Measures and tones of printed documents. The library counts in points, people in millimetres. */
import { StyleSheet } from "@react-pdf/renderer";
import type { Face } from "./fonts";

/** Millimetres in points. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}

export const PAGE_WIDTH_MM = 210;
export const MARGIN_MM = 20;
export const TOP_MM = 16;
/** Width of a line of text, on a sheet held upright or on its side. */
export const TEXT_WIDTH_MM = PAGE_WIDTH_MM - 2 * MARGIN_MM;
export const TEXT_HEIGHT_MM = 297 - 2 * MARGIN_MM;
/** White under the foot of the page. */
const BOTTOM_MM = 9;

/** Window of DL and C5 envelopes (NF Z10-011): the block, and the quiet zone around it. */
export const ADDRESS_MM = { x: 110, y: 57, width: 80, height: 22 };
export const QUIET_MM = { fromX: 90, toX: 210, fromY: 40, toY: 92 };
/** Where the letter begins, under the quiet zone. */
export const BODY_TOP_MM = 96;
/** Folds of a sheet: in three for DL, in two for C5. */
export const FOLDS_MM = [
  { y: 99, width: 4 },
  { y: 148.5, width: 2.5 },
  { y: 198, width: 4 },
] as const;

export const INK = "#1a1d1c";
export const MUTED = "#585d59";
const LINE = "#d9d5ca";
export const FOLD = "#87857c";

/** How a text is set. Size and leading in points. */
export interface Look {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

export const LOOKS = {
  body: { face: "serif", size: 9.75, leading: 12.8, color: INK },
  strong: { face: "serifStrong", size: 9.75, leading: 12.8, color: INK },
  sender: { face: "serifStrong", size: 12, leading: 16, color: INK },
  principal: { face: "serifStrong", size: 10, leading: 13, color: INK },
  small: { face: "serif", size: 9, leading: 12, color: INK },
  smallMuted: { face: "serif", size: 9, leading: 12, color: MUTED },
  note: { face: "serif", size: 8.5, leading: 11.4, color: MUTED },
  title: { face: "serifStrong", size: 11, leading: 14, color: INK },
  underTitle: { face: "serif", size: 11, leading: 14, color: INK },
  underTitleMuted: { face: "serif", size: 11, leading: 14, color: MUTED },
  heading: { face: "serifStrong", size: 10.5, leading: 14, color: INK },
  caption: { face: "serifStrong", size: 9.25, leading: 12.4, color: INK },
  columnName: { face: "serif", size: 8.5, leading: 12.4, color: MUTED },
  cell: { face: "serif", size: 9.25, leading: 12.4, color: INK },
  total: { face: "serifStrong", size: 9.25, leading: 12.4, color: INK },
  foot: { face: "serif", size: 7.75, leading: 10.4, color: MUTED },
} as const satisfies Record<string, Look>;

export const paper = StyleSheet.create({
  page: {
    paddingTop: mm(TOP_MM),
    paddingHorizontal: mm(MARGIN_MM),
    paddingBottom: mm(BOTTOM_MM),
  },
  paragraph: { marginBottom: mm(2.2) },
  heading: { marginTop: mm(6), marginBottom: mm(1.5) },
  caption: { marginBottom: mm(1) },
  rule: { marginTop: mm(2.5), marginBottom: mm(2.5) },
  columns: { flexDirection: "row", borderBottomWidth: mm(0.25), borderBottomColor: INK },
  line: { borderBottomWidth: mm(0.2), borderBottomColor: LINE, paddingVertical: mm(0.8) },
  lastLine: { borderBottomWidth: 0 },
  cells: { flexDirection: "row" },
  box: { width: mm(4), height: mm(4), borderWidth: mm(0.25), borderColor: INK },
  total: { flexDirection: "row", borderTopWidth: mm(0.25), borderTopColor: INK, paddingVertical: mm(0.8) },
});
