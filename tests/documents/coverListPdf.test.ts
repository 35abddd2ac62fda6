/** The list of the day's post: one line a letter, a box to tick, room for the number. */
import { describe, expect, it } from "vitest";
import { type CoverListEntry, renderCoverListPdf } from "@/documents/coverListPdf";
import { localDate } from "@/domain/calendar";
import { NOTICE_CHANNELS } from "@/domain/legal/formalNoticeInput";
import { readPdf, textOfPdf } from "../support/readPdf";

function entry(index: number): CoverListEntry {
  return {
    recipient:
      index % 4 === 0 ? "Société civile immobilière des Grands Moulins de l’Estuaire" : `Débiteur ${index}`,
    city: "La Bernerie-en-Retz Cedex 9",
    channel: NOTICE_CHANNELS[index % NOTICE_CHANNELS.length] ?? "SIMPLE",
    reference: `MED-2026-${index}`,
    pageCount: 2,
    trackingNumber: index === 0 ? "1A04787720243" : undefined,
  };
}

const list = (count: number) => ({
  postedOn: localDate("2026-11-23"),
  senderName: "Atelier Brisset SARL",
  footer: "Atelier Brisset SARL, 732 829 320 RCS Nantes.",
  entries: Array.from({ length: count }, (_, index) => entry(index)),
});

describe("the list", async () => {
  const { bytes, pageCount } = await renderCoverListPdf(list(45));
  const { pages } = readPdf(bytes);
  const printed = textOfPdf(pages);

  it("counts its letters, those registered apart", () => {
    expect(printed).toContain("Courrier du 23 novembre 2026");
    expect(printed).toContain("45 lettres, dont 34 recommandées.");
  });

  it("has a line for each letter, in order, and two boxes to tick", () => {
    const references = printed.match(/MED-2026-\d+/g) ?? [];
    expect(references).toEqual(Array.from({ length: 45 }, (_, index) => `MED-2026-${index}`));
    expect(printed).toContain("1A 047 877 2024 3");
    // A box is drawn side by side: two of its sides are upright.
    const boxes = pages
      .flatMap((page) => page.drawings)
      .filter((side) => Math.abs(side.y1 - side.y0 - 4) < 0.5);
    expect(boxes.length).toBe(45 * 2 * 2);
  });

  it("lies on its side, and names its columns on each page", () => {
    expect(pageCount).toBe(pages.length);
    for (const page of pages) {
      expect(page.width).toBeGreaterThan(page.height);
      expect(page.lines.map((line) => line.text)).toContain("N° de suivi");
      for (const line of page.lines) expect(line.x1).toBeLessThan(277.1);
    }
  });

  it("has the same bytes for the same letters", async () => {
    const again = await renderCoverListPdf(list(45));
    expect(Buffer.compare(Buffer.from(again.bytes), Buffer.from(bytes))).toBe(0);
  });
});

it("is refused when there is nothing to post, or too much for one list", async () => {
  await expect(renderCoverListPdf(list(0))).rejects.toMatchObject({ code: "COVER_LIST_EMPTY" });
  await expect(renderCoverListPdf(list(301))).rejects.toMatchObject({ code: "COVER_LIST_TOO_LONG" });
});

it("says « 1 lettre » for one letter", async () => {
  const { bytes } = await renderCoverListPdf(list(1));
  expect(textOfPdf(readPdf(bytes).pages)).toContain("1 lettre, dont 1 recommandée.");
});
