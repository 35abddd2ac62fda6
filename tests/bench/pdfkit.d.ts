/** What the bench of letters uses of pdfkit: it ships no types. */
declare module "pdfkit" {
  import type { Readable } from "node:stream";

  export default class PDFDocument extends Readable {
    constructor(options: object);
    addPage(): this;
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(points: number): this;
    text(text: string, x: number, y: number, options: object): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour: string): this;
    end(): void;
  }
}
