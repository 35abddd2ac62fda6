/** What a collective procedure stops, and the days by which a claim is declared. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { insolvencyDeadlines, isFrozenByInsolvency } from "@/domain/legal/insolvency";

const opened = { kind: "REDRESSEMENT", openedOn: localDate("2026-10-01") } as const;

describe("a collective procedure", () => {
  it("gives two months from the publication, six for a relief, three for goods", () => {
    const deadlines = insolvencyDeadlines({ ...opened, publishedOn: localDate("2026-10-09") });
    expect(deadlines).toMatchObject({
      interestStopsAfterOn: "2026-09-30",
      declareByOn: "2026-12-09",
      reliefByOn: "2027-04-09",
      reclaimGoodsByOn: "2027-01-09",
    });
    expect(deadlines.sentence).toContain("9\u00a0décembre\u00a02026");
  });

  it("gives four months to a creditor from outside metropolitan France", () => {
    const publishedOn = localDate("2026-10-31");
    expect(insolvencyDeadlines({ ...opened, publishedOn, isCreditorOverseas: true }).declareByOn).toBe(
      "2027-02-28",
    );
  });

  it("names no day before the publication is known", () => {
    const deadlines = insolvencyDeadlines(opened);
    expect(deadlines.declareByOn).toBeUndefined();
    expect(deadlines.sentence).toContain("2 mois de la publication");
  });

  it("sends the declaration to the liquidator in a liquidation", () => {
    expect(insolvencyDeadlines({ ...opened, kind: "LIQUIDATION" }).sentence).toContain("au liquidateur");
    expect(insolvencyDeadlines(opened).sentence).toContain("au mandataire judiciaire");
  });

  it("freezes what was supplied before the day of the judgment, or on an unknown day", () => {
    expect(isFrozenByInsolvency(opened, localDate("2026-09-30"))).toBe(true);
    expect(isFrozenByInsolvency(opened, undefined)).toBe(true);
    expect(isFrozenByInsolvency(opened, localDate("2026-10-01"))).toBe(false);
  });
});
