/**
 * (c) A formal notice as PDF: checked, worded, laid out and drawn, against bare pdfkit that is told
 * where every line of the same letter stands, with the same fonts and the same archive format.
 */
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { noticeFor } from "../support/formalNotices";
import { type PdfPage, readPdf, textOfPdf } from "../support/readPdf";
import { type BenchLine, median, sideBySide } from "./measure";

/** Letters a run, and runs that count. */
const LETTERS = 10;
const RUNS = 7;
const AIM = 0.3;
const POINTS_A_MM = 72 / 25.4;
const FONTS = ["SourceSerif4-Regular", "SourceSerif4-SemiBold", "Inter-Regular"];

export async function pdfBench(): Promise<BenchLine> {
  const notice = noticeFor("B2B");
  const { bytes } = await renderFormalNoticePdf({ notice });
  const { pages } = readPdf(bytes);
  const bare = await drawBare(pages);
  requireSameText(pages, readPdf(bare).pages);
  const ours = async () => {
    for (let letter = 0; letter < LETTERS; letter += 1) await renderFormalNoticePdf({ notice });
  };
  const limit = async () => {
    for (let letter = 0; letter < LETTERS; letter += 1) await drawBare(pages);
  };
  // The first run warms the compiler.
  await sideBySide(1, ours, limit);
  const result = await sideBySide(RUNS, ours, limit);
  const ratio = 1 / median(result.ratios);
  const rate = (seconds: number) => `${(LETTERS / seconds).toFixed(1)} a second`;
  return {
    name: `(c) formal notice of ${pages.length} pages as PDF/A, ${Math.round(bytes.byteLength / 1024)} kB`,
    ours: rate(result.ours.median),
    limit: `${rate(result.limit.median)}, bare pdfkit placing the same lines in the same fonts`,
    ratio: `${ratio.toFixed(2)} (aim ≥ ${AIM})`,
    isReached: ratio >= AIM,
  };
}

/** A limit that draws something else would be no limit. */
function requireSameText(ours: readonly PdfPage[], theirs: readonly PdfPage[]): void {
  if (ours.length !== theirs.length) throw new Error(`${theirs.length} pages, not ${ours.length}`);
  if (textOfPdf(ours) !== textOfPdf(theirs)) throw new Error("pdfkit drew another text");
}

function fileOf(fontName: string): string {
  const known = FONTS.find((font) => fontName.endsWith(font));
  if (!known) throw new Error(`no file for the font ${fontName}`);
  return known;
}

async function drawBare(pages: readonly PdfPage[]): Promise<Buffer> {
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-3b",
    lang: "fr-FR",
    font: join("src/documents/fonts", "Inter-Regular.ttf"),
  });
  const pieces: Buffer[] = [];
  document.on("data", (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => document.once("end", resolve));
  for (const font of FONTS) document.registerFont(font, join("src/documents/fonts", `${font}.ttf`));
  for (const page of pages) {
    document.addPage();
    for (const box of page.drawings) {
      const [x, y] = [box.x0 * POINTS_A_MM, box.y0 * POINTS_A_MM];
      const [width, height] = [(box.x1 - box.x0) * POINTS_A_MM, (box.y1 - box.y0) * POINTS_A_MM];
      document.rect(x, y, width, Math.max(height, 0.5)).fill("#d5d0c6");
    }
    document.fill("#1b1a17");
    for (const line of page.lines) {
      document.font(fileOf(line.font)).fontSize(line.size);
      const baseline = line.baseline * POINTS_A_MM;
      document.text(line.text, line.x0 * POINTS_A_MM, baseline, { lineBreak: false, baseline: "alphabetic" });
    }
  }
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
