/** What stands on the pages of a PDF: every text and every drawing with its place, in millimetres. */
import { type PdfFile, pagesOf, readPdfFile, referenced } from "./pdfObjects";

/** A rectangle in millimetres from the top left corner of the page. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A run of letters of one font, from the top of its capitals to the foot of its descenders. */
export interface PdfText extends Box {
  readonly text: string;
  readonly baseline: number;
  readonly font: string;
  /** Points. */
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PdfText[];
  /** Bounds of every path and picture. */
  readonly drawings: readonly Box[];
  /** Texts put together by line, in the order they were drawn. */
  readonly lines: readonly PdfText[];
}

type Matrix = readonly [number, number, number, number, number, number];

interface Font {
  readonly name: string;
  readonly letters: ReadonlyMap<number, string>;
  readonly widths: readonly number[];
}

const MM = 25.4 / 72;

export function readPdf(bytes: Uint8Array): { file: PdfFile; pages: PdfPage[] } {
  const file = readPdfFile(bytes);
  return { file, pages: pagesOf(file).map((page) => readPage(file, page)) };
}

/** All the text of a document: lines in order, single spaces. */
export function textOfPdf(pages: readonly PdfPage[]): string {
  return pages
    .flatMap((page) => page.lines.map((line) => line.text))
    .join(" ")
    .replace(/[\s\u00a0]+/g, " ");
}

/** The same as it stands on paper: a line each, pages apart by a rule. */
export function printedText(pages: readonly PdfPage[]): string {
  const text = (page: PdfPage) =>
    page.lines.map((line) => line.text.replace(/[\s\u00a0]+/g, " ").trim()).join("\n");
  return `${pages.map(text).join("\n----\n")}\n`;
}

/** What {@link textOfPdf} shows of a text: no-break spaces have the glyph of a space. */
export function asPrinted(text: string): string {
  return text.replace(/[\s\u00a0]+/g, " ").trim();
}

function readPage(file: PdfFile, page: string): PdfPage {
  const [, , width = 0, height = 0] = (/\/MediaBox \[([^\]]*)\]/.exec(page)?.[1] ?? "")
    .trim()
    .split(/\s+/)
    .map(Number);
  const content = referenced(file, page, "Contents").stream?.toString("latin1") ?? "";
  const drawn = new Painter(fontsOf(file, page), height).run(content);
  return { width: width * MM, height: height * MM, ...drawn, lines: linesOf(drawn.texts) };
}

function fontsOf(file: PdfFile, page: string): Map<string, Font> {
  const fonts = new Map<string, Font>();
  const resources = referenced(file, page, "Resources").text;
  const list = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? "";
  for (const [, name = "", id] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const dictionary = file.objects.get(Number(id))?.text ?? "";
    fonts.set(name, {
      name: /\/BaseFont \/(\S+)/.exec(dictionary)?.[1] ?? "",
      letters: lettersOf(referenced(file, dictionary, "ToUnicode").stream?.toString("latin1") ?? ""),
      widths: widthsOf(file, dictionary),
    });
  }
  return fonts;
}

function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, first = "", list = ""] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([^>]*)>/g)].forEach(([, codes = ""], index) => {
      const units = codes
        .trim()
        .split(/\s+/)
        .map((code) => Number.parseInt(code, 16));
      letters.set(Number.parseInt(first, 16) + index, String.fromCharCode(...units));
    });
  }
  return letters;
}

function widthsOf(file: PdfFile, dictionary: string): number[] {
  const id = /\/DescendantFonts \[(\d+) 0 R\]/.exec(dictionary)?.[1];
  const descendant = file.objects.get(Number(id))?.text ?? "";
  return (/\/W \[0 \[([^\]]*)\]/.exec(descendant)?.[1] ?? "").trim().split(/\s+/).map(Number);
}

/** Runs the operators of a page and notes what they paint. */
class Painter {
  private readonly texts: PdfText[] = [];
  private readonly drawings: Box[] = [];
  private matrix: Matrix = [1, 0, 0, 1, 0, 0];
  private readonly saved: Matrix[] = [];
  private textMatrix: Matrix = [1, 0, 0, 1, 0, 0];
  private font: Font | undefined;
  private size = 0;
  private points: [number, number][] = [];

  constructor(
    private readonly fonts: ReadonlyMap<string, Font>,
    private readonly pageHeight: number,
  ) {}

  run(content: string): { texts: PdfText[]; drawings: Box[] } {
    let operands: string[] = [];
    for (const [token] of content.matchAll(/\[[^\]]*\]|<[0-9a-f]*>|\/\S+|[-+.\d]+|[A-Za-z*]+/g)) {
      if (/^[A-Za-z*]/.test(token)) {
        this.paint(token, operands);
        operands = [];
      } else {
        operands.push(token);
      }
    }
    return { texts: this.texts, drawings: this.drawings };
  }

  private paint(operator: string, operands: readonly string[]): void {
    const numbers = operands.map(Number);
    switch (operator) {
      case "q":
        this.saved.push(this.matrix);
        return;
      case "Q":
        this.matrix = this.saved.pop() ?? this.matrix;
        return;
      case "cm":
        this.matrix = multiply(numbers as unknown as Matrix, this.matrix);
        return;
      case "Tm":
        this.textMatrix = numbers as unknown as Matrix;
        return;
      case "Tf":
        this.font = this.fonts.get((operands[0] ?? "").slice(1));
        this.size = numbers[1] ?? 0;
        return;
      case "TJ":
        this.show(operands[0] ?? "");
        return;
      case "Do":
        this.points = corners(0, 0, 1, 1);
        this.draw();
        return;
      case "re": {
        const [x = 0, y = 0, width = 0, height = 0] = numbers;
        this.points.push(...corners(x, y, width, height));
        return;
      }
      case "m":
      case "l":
      case "c":
        for (let i = 0; i + 1 < numbers.length; i += 2)
          this.points.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
        return;
      case "n":
      case "W":
        this.points = [];
        return;
      case "f":
      case "F":
      case "S":
      case "B":
        this.draw();
    }
  }

  /** A `TJ` array: glyphs in hexadecimal, and moves in thousandths of the size. */
  private show(array: string): void {
    if (!this.font) throw new Error("text without a font");
    const transform = multiply(this.textMatrix, this.matrix);
    let text = "";
    let width = 0;
    for (const [part] of array.matchAll(/<[0-9a-f]*>|[-.\d]+/g)) {
      if (!part.startsWith("<")) {
        width -= (Number(part) * this.size) / 1000;
        continue;
      }
      for (const [glyph] of part.slice(1, -1).matchAll(/.{4}/g)) {
        const id = Number.parseInt(glyph, 16);
        text += this.font.letters.get(id) ?? "\ufffd";
        width += ((this.font.widths[id] ?? 0) * this.size) / 1000;
      }
    }
    const [x, y] = apply(transform, 0, 0);
    const [end] = apply(transform, width, 0);
    const baseline = (this.pageHeight - y) * MM;
    this.texts.push({
      text,
      font: this.font.name,
      size: this.size,
      baseline,
      x0: x * MM,
      x1: end * MM,
      y0: baseline - 0.75 * this.size * MM,
      y1: baseline + 0.22 * this.size * MM,
    });
  }

  private draw(): void {
    if (this.points.length === 0) return;
    const placed = this.points.map(([x, y]) => apply(this.matrix, x, y));
    const [xs, ys] = [placed.map(([x]) => x * MM), placed.map(([, y]) => (this.pageHeight - y) * MM)];
    this.drawings.push({
      x0: Math.min(...xs),
      x1: Math.max(...xs),
      y0: Math.min(...ys),
      y1: Math.max(...ys),
    });
    this.points = [];
  }
}

function corners(x: number, y: number, width: number, height: number): [number, number][] {
  return [
    [x, y],
    [x + width, y + height],
  ];
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

function apply(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** Runs that follow each other on one baseline are one line. */
function linesOf(texts: readonly PdfText[]): PdfText[] {
  const lines: PdfText[] = [];
  for (const run of texts) {
    const last = lines.at(-1);
    const follows =
      last !== undefined && Math.abs(run.baseline - last.baseline) < 0.05 && Math.abs(run.x0 - last.x1) < 0.3;
    if (!last || !follows) lines.push(run);
    else
      lines[lines.length - 1] = {
        ...last,
        text: last.text + run.text,
        x1: run.x1,
        y1: Math.max(last.y1, run.y1),
      };
  }
  return lines;
}
