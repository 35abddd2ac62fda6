/** What counts as a PDF: the content decides, never the name. */
import { describe, expect, it } from "vitest";
import { MAX_PDF_BYTES, requirePdf } from "@/formats/pdfFile";
import { textFile, wholePdf } from "../support/pdfFiles";
import { refusal } from "../support/refusal";

const codeOf = (bytes: Uint8Array) => refusal(() => requirePdf(bytes)).code;

describe("a file said to be a PDF", () => {
  it("is taken when it is whole", () => {
    expect(() => requirePdf(wholePdf())).not.toThrow();
  });

  it("is taken when its cross-reference is an object, and when a few bytes follow the end", () => {
    const text = Buffer.from(wholePdf()).toString("latin1").replace("xref\n0 5", "12 0 obj\n<<>>");
    expect(() => requirePdf(textFile(`${text}\r\n\0\0`))).not.toThrow();
  });

  it.each([
    ["an empty file", textFile(""), "FILE_EMPTY"],
    ["a program", textFile("MZ\x90\0\x03"), "FILE_NOT_PDF"],
    ["a page", textFile("<!doctype html><script>alert(1)</script>"), "FILE_NOT_PDF"],
    ["a PDF behind a page", textFile(`<html>%PDF-1.7\n${"x".repeat(50)}`), "FILE_NOT_PDF"],
    ["an unknown version", textFile("%PDF-9.9\nstartxref\n0\n%%EOF"), "FILE_NOT_PDF"],
    ["a header alone", textFile("%PDF-1.7\n"), "FILE_CUT"],
    ["the first half", wholePdf().subarray(0, 200), "FILE_CUT"],
    ["an end that points nowhere", textFile("%PDF-1.7\nstartxref\n99999\n%%EOF\n"), "FILE_CUT"],
    ["an end that points into the middle", textFile("%PDF-1.7\nabcdef\nstartxref\n10\n%%EOF\n"), "FILE_CUT"],
    ["a huge place", textFile("%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n"), "FILE_CUT"],
  ])("is refused: %s", (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it("is refused above 10 MB, taken just under", () => {
    expect(codeOf(wholePdf("x".repeat(MAX_PDF_BYTES)))).toBe("FILE_TOO_LARGE");
    expect(() => requirePdf(wholePdf("x".repeat(MAX_PDF_BYTES - 1_000)))).not.toThrow();
  });
});
