/** The transfer code: what a banking application reads, and where it stands on the letter. */
import { describe, expect, it } from "vitest";
import { epcQr } from "@/documents/epcQr";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { noticeFor } from "../support/formalNotices";
import { readPdf } from "../support/readPdf";

const transfer = {
  holder: "Atelier Brisset SARL",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  amountCents: 340_029n,
  reference: "F-2026-0418",
};

/** The three eyes of a code: a dark ring of seven modules around a dark square of three. */
function hasEye(matrix: readonly (readonly boolean[])[], top: number, left: number): boolean {
  return Array.from({ length: 49 }, (_, index) => [Math.floor(index / 7), index % 7] as const).every(
    ([y, x]) => {
      const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3));
      return matrix[top + y]?.[left + x] === (ring !== 2);
    },
  );
}

describe("the code", () => {
  const matrix = epcQr(transfer);

  it("is a square of a QR code with its three eyes", () => {
    expect((matrix.length - 17) % 4).toBe(0);
    for (const row of matrix) expect(row).toHaveLength(matrix.length);
    const far = matrix.length - 7;
    expect([hasEye(matrix, 0, 0), hasEye(matrix, 0, far), hasEye(matrix, far, 0)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("has the level of correction M", () => {
    // The two bits of the level open the ninth line; M is 00, hidden by the mask 10.
    expect([matrix[8]?.[0], matrix[8]?.[1]]).toEqual([true, false]);
  });

  it("stays within version 13 for the longest transfer", () => {
    const longest = epcQr({
      ...transfer,
      holder: "M".repeat(70),
      iban: "MT84MALT011000012345MTLCAST001S",
      bic: "AGRIFRPPXXX",
      amountCents: 99_999_999_999n,
      reference: "9".repeat(140),
    });
    expect(longest.length).toBeLessThanOrEqual(69);
  });
});

describe("on the letter", () => {
  it("stands in the top corner, above the quiet zone, and asks for the sum of the letter", async () => {
    const { bytes } = await renderFormalNoticePdf({ notice: noticeFor("B2B"), hasTransferCode: true });
    const [first] = readPdf(bytes).pages;
    const code = first?.drawings.filter((drawing) => drawing.x0 > 150 && drawing.y1 < 50) ?? [];
    expect(code.length).toBeGreaterThan(0);
    for (const drawing of code) {
      expect(drawing.y1).toBeLessThan(40);
      expect(drawing.x1).toBeLessThan(190.1);
    }
    const side =
      Math.max(...code.map((drawing) => drawing.x1)) - Math.min(...code.map((drawing) => drawing.x0));
    expect(side).toBeGreaterThan(24);
    expect(first?.lines.map((line) => line.text).join(" ")).toContain("Code de virement,");
  });

  it("is not there unless it is asked for", async () => {
    const { bytes } = await renderFormalNoticePdf({ notice: noticeFor("B2B") });
    const [first] = readPdf(bytes).pages;
    expect(first?.drawings.filter((drawing) => drawing.x0 > 150 && drawing.y1 < 50)).toEqual([]);
  });
});
