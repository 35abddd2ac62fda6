/** PDFs that would do something by themselves, in the open or packed, and honest ones that look alike. */
import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { embeddedXml, pdfDanger, unpacksWithin } from "@/formats/activePdf";
import { objectStream, textFile, wholePdf, withObject } from "../support/pdfFiles";

const packed = (object: string, more = "/Filter/FlateDecode") =>
  withObject(objectStream(deflateSync(Buffer.from(`9 0 ${object}`, "latin1")), more));

describe("a PDF that is refused", () => {
  it.each([
    ["a script packed in an object stream", packed("<</S/JavaScript/JS(app.alert(1))>>"), "PROGRAM"],
    ["a program to launch, packed", packed("<</S/Launch/F(calc.exe)>>"), "PROGRAM"],
    ["an action on opening, packed", packed("<</OpenAction<</S/URI/URI(https://a.example)>>>>"), "PROGRAM"],
    ["a file inside, packed", packed("<</Type/EmbeddedFile>>"), "FILE_INSIDE"],
    ["a name written with codes, packed", packed("<</S/J#61vaScript>>"), "PROGRAM"],
    ["a short filter name", packed("<</S/JavaScript>>", "/Filter[/Fl]"), "PROGRAM"],
    [
      "a stream that hides its type",
      packed("<</S/JavaScript>>", "/Filter/FlateDecode/Type/XObject"),
      "PROGRAM",
    ],
    ["a stream that is not packed", withObject(objectStream(textFile("9 0 <</S/JavaScript>>"))), "PROGRAM"],
    ["a script in the open", withObject("<</S/JavaScript/JS(1)>>"), "PROGRAM"],
    ["a name written with codes", withObject("<</S/L#61unch>>"), "PROGRAM"],
    ["a form to send", withObject("<</S/SubmitForm/F(https://a.example)>>"), "PROGRAM"],
    ["an action on opening", withObject("<</OpenAction<</S/Named/N/Print>>>>"), "PROGRAM"],
    ["a script after a comment", withObject("% endobj\n<</S/JavaScript>>"), "PROGRAM"],
    ["a script after a text", withObject("<</T(a\\) endobj (b))/S/JavaScript>>"), "PROGRAM"],
    [
      "an object in the data of a stream",
      withObject("<</Length 9>>stream\n8 0 obj<</S/Launch>>endobj"),
      "PROGRAM",
    ],
    [
      "a script far from its number",
      withObject("<<>>endobj 9%s0%sobj<</S/JavaScript>>".replaceAll("%s", " ".repeat(99))),
      "PROGRAM",
    ],
    [
      "a script whose number is followed by a long comment",
      withObject(`<<>>endobj 9 %${"a".repeat(300)}\n0 obj<</S/JavaScript>>`),
      "PROGRAM",
    ],
    ["a script glued to its number", withObject("<<>>endobj 9 0obj<</S/JavaScript>>"), "PROGRAM"],
    [
      "a script whose number is long",
      withObject("<<>>endobj 9 000000000000.0 obj<</S/JavaScript>>"),
      "PROGRAM",
    ],
    ["a file inside", withObject("<</Names<</EmbeddedFiles 3 0 R>>>>"), "FILE_INSIDE"],
    ["a locked file", withObject("<</Encrypt 3 0 R>>"), "ENCRYPTED"],
    ["a stream packed twice", packed("<<>>", "/Filter[/ASCIIHexDecode/FlateDecode]"), "UNSURE"],
    [
      "a stream that does not open",
      withObject(objectStream(deflateRawSync("x"), "/Filter/FlateDecode")),
      "UNSURE",
    ],
    ["a bomb", packed("<<>>".repeat(4_000_000)), "UNSURE"],
    [
      "streams of objects that do not end, each holding the rest of the file",
      withObject("<</First 1>>stream\n9 0 obj".repeat(3) + " ".repeat(4_000_000)),
      "UNSURE",
    ],
    [
      "an action on opening too long to be told",
      withObject(`<</OpenAction<<${"/X".repeat(200)}/S/GoTo>>>>`),
      "PROGRAM",
    ],
    ["a text that hides an object", withObject("<</T(8 0 obj<<>>endobj)>>"), "UNSURE"],
    ["a text without an end", withObject("<</T(abc"), "UNSURE"],
  ])("%s", (_, bytes, danger) => {
    expect(pdfDanger(bytes)).toBe(danger);
  });
});

describe("a PDF that is taken", () => {
  it.each([
    ["a page", wholePdf()],
    ["a page to show on opening", withObject("<</OpenAction[3 0 R/FitH null]>>")],
    ["a page to show on opening, packed", packed("<</OpenAction[3 0 R/XYZ null null 0]>>")],
    ["an action that goes to a page", withObject("<</OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>")],
    ["an action told elsewhere", withObject("<</OpenAction 12 0 R>>")],
    ["a link", withObject("<</Subtype/Link/A<</S/URI/URI(https://a.example)>>>>")],
    ["a text that speaks of scripts", withObject("<</Title(/JavaScript, /Launch)>>")],
    ["words of a page", withObject("<</Length 40>>stream\nBT (/S /JavaScript /JS) Tj ET\nendstream ")],
    ["packed fonts", packed("<</Type/Font/BaseFont/Inter>>")],
  ])("%s", (_, bytes) => {
    expect(pdfDanger(bytes)).toBeNull();
  });

  it.each([
    ["comments", "1%".repeat(2_000_000)],
    ["digits", "1 ".repeat(2_000_000)],
    ["heads of objects", "1 0 obj".repeat(600_000)],
    ["open brackets", "<<".repeat(400_000)],
    ["comments between numbers", "1 0%obj\n".repeat(500_000)],
  ])("costs no more than its length: %s", (_, text) => {
    // A search that went back would not end.
    expect(() => pdfDanger(textFile(`%PDF-1.7\n${text}`))).not.toThrow();
  });
});

describe("the files inside a PDF", () => {
  const inside = (data: string) => `<</Type/EmbeddedFile>>stream\n${data}`;
  const lengths = (bytes: Uint8Array, maxBytes: number) =>
    [...embeddedXml(bytes, maxBytes)].map((file) => file.length);

  it("are taken out as they are, within a cap for all of them, packed or not", () => {
    const two = withObject(
      `${inside("a".repeat(60))}endstream endobj\n9 0 obj${inside("b".repeat(60))}endstream `,
    );
    expect(lengths(two, 1_000)).toEqual([60, 60]);
    expect(lengths(two, 100)).toEqual([60]);
  });

  it("are opened up to a number: each may be a bomb", () => {
    const many = withObject(`${inside("a")}endstream endobj\n9 0 obj`.repeat(300));
    expect(lengths(many, 1_000_000)).toHaveLength(200);
  });
});

describe("what describes a PDF", () => {
  const stream = (type: string, size: number, filter = "/FlateDecode") =>
    withObject(
      Buffer.concat([
        Buffer.from(`<</Type/${type}/Filter${filter}/DecodeParms<</Predictor 12>>>>stream\n`),
        deflateSync(Buffer.alloc(size)),
        Buffer.from("\nendstream "),
      ]),
    );

  it.each([
    ["objects within the cap", stream("ObjStm", 900), true],
    ["objects beyond it", stream("ObjStm", 1_100), false],
    ["a table of references beyond it", stream("XRef", 1_100), false],
    ["objects packed twice", stream("ObjStm", 10, "[/FlateDecode/FlateDecode]"), false],
    ["a picture, which is not opened", stream("XObject", 1_100), true],
    ["nothing packed", wholePdf(), true],
  ])("%s", (_, bytes, isWithin) => {
    expect(unpacksWithin(bytes, 1_000)).toBe(isWithin);
  });
});
