/** A day's post in one file: letters and copies in order, and a sheet for what could not follow. */
import { deflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { postPrinter } from "@/context/printing";
import { renderDayPostPdf } from "@/documents/dayPostPdf";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { localDate } from "@/domain/calendar";
import { noticeFor } from "../support/formalNotices";
import { objectStream, wholePdf, withObject } from "../support/pdfFiles";

const PROPERTIES = {
  title: "Courrier",
  author: "Atelier Brisset",
  footer: "Atelier Brisset SARL.",
  datedOn: localDate("2026-11-23"),
};

/** A copy whose pages have a width of their own, by which they are known again. */
async function copyOf(width: number, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([width, 500]);
  return document.save();
}

async function lockedCopy(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([300, 500]);
  document.encrypt({ ownerPassword: "secret", userPassword: "", permissions: {} });
  return document.save();
}

const widthsOf = async (bytes: Uint8Array) =>
  (await PDFDocument.load(bytes)).getPages().map((page) => Math.round(page.getWidth()));

describe("the post of a day", () => {
  it("puts after each letter the copies it announces, in their order", async () => {
    const letter = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const { bytes, envelopes } = await renderDayPostPdf(
      [
        {
          recipient: "Menuiserie Kerdal",
          letter: letter.bytes,
          annexes: [
            { label: "copie de F-1", pdf: await copyOf(111, 2) },
            { label: "copie de F-2", pdf: await copyOf(222) },
          ],
        },
        { recipient: "Brasserie du Canal", letter: letter.bytes, annexes: [] },
      ],
      PROPERTIES,
    );
    const own = Array.from({ length: letter.pageCount }, () => 595);
    expect(await widthsOf(bytes)).toEqual([...own, 111, 111, 222, ...own]);
    expect(envelopes).toEqual([
      { pageCount: letter.pageCount + 3, apart: [] },
      { pageCount: letter.pageCount, apart: [] },
    ]);
  });

  it("says what is locked or spoilt, keeps the rest, and puts a sheet in its place", async () => {
    const letter = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const { bytes, envelopes } = await renderDayPostPdf(
      [
        {
          recipient: "Menuiserie Kerdal",
          letter: letter.bytes,
          annexes: [
            { label: "copie de F-1", pdf: await lockedCopy() },
            { label: "copie de F-2", pdf: wholePdf().subarray(0, 90) },
            { label: "copie de F-3", pdf: await copyOf(333) },
          ],
        },
      ],
      PROPERTIES,
    );
    expect(envelopes).toEqual([
      {
        pageCount: letter.pageCount + 1,
        apart: ["copie de F-1 (ce PDF est protégé)", "copie de F-2 (ce PDF est abîmé)"],
      },
    ]);
    const own = Array.from({ length: letter.pageCount }, () => 595);
    expect(await widthsOf(bytes)).toEqual([...own, 333, 595, 595]);
  });

  it("refuses a copy so long that it is none", async () => {
    const letter = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const annexes = [{ label: "copie de F-1", pdf: await copyOf(111, 201) }];
    const post = await renderDayPostPdf([{ recipient: "X", letter: letter.bytes, annexes }], PROPERTIES);
    expect(post.envelopes[0]?.apart).toHaveLength(1);
  });

  it("is the same bytes for the same files", async () => {
    const letter = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const annexes = [{ label: "copie de F-1", pdf: await copyOf(111) }];
    const once = await renderDayPostPdf([{ recipient: "X", letter: letter.bytes, annexes }], PROPERTIES);
    const again = await renderDayPostPdf([{ recipient: "X", letter: letter.bytes, annexes }], PROPERTIES);
    expect(again.bytes).toEqual(once.bytes);
  });

  it("does not open a copy that packs more than any copy does", async () => {
    const notice = noticeFor("B2B");
    const letter = await renderFormalNoticePdf({ notice });
    const packed = deflateSync(Buffer.from(`9 0 <<>>${" ".repeat(33_000_000)}`));
    const annexes = [
      { label: "copie de F-1", pdf: withObject(objectStream(packed, "/Filter/FlateDecode")) },
      {
        label: "copie de F-2",
        pdf: withObject(objectStream(deflateSync(Buffer.from("9 0 <<>>")), "/Filter/FlateDecode")),
      },
    ];
    const posted = { notice, pdf: letter.bytes, annexes, trackingNumber: null };
    expect(await postPrinter.joinEnvelope(posted)).toEqual({ refused: ["copie de F-1 (ce PDF est abîmé)"] });
  });
});
