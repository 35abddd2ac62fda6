/** What is drawn is what is owed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AgingBars } from "@/ui/charts/AgingBars";
import { axisTicks } from "@/ui/charts/axisTicks";
import { barPercent } from "@/ui/charts/barPercent";
import { LineChart } from "@/ui/charts/LineChart";
import { sharePercents } from "@/ui/charts/sharePercents";
import { stepPlaces } from "@/ui/charts/stepPlaces";
import { WeekBars } from "@/ui/charts/WeekBars";
import { QrCode } from "@/ui/surfaces/QrCode";
import { elementsOf, markupOf, textOf } from "./markup";

const someCents = fc.array(fc.bigInt({ min: 0n, max: 99_999_999_999n }), { minLength: 1, maxLength: 8 });

describe("sharePercents", () => {
  it("adds up to 100, each within one of its exact share", () => {
    fc.assert(
      fc.property(someCents, (amounts) => {
        const total = amounts.reduce((sum, cents) => sum + cents, 0n);
        fc.pre(total > 0n);
        const percents = sharePercents(amounts);
        expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
        amounts.forEach((cents, index) => {
          const gap = BigInt(percents[index] ?? -1) * total - cents * 100n;
          expect(gap < total && gap > -total).toBe(true);
        });
      }),
    );
  });

  it("is the balance of the dashboard", () => {
    expect(sharePercents([7756834n, 4631840n, 2258000n, 1727376n, 124000n])).toEqual([47, 28, 14, 10, 1]);
  });

  it("is nothing when nothing is owed", () => {
    expect(sharePercents([0n, 0n])).toEqual([0, 0]);
  });
});

describe("barPercent", () => {
  it("shows a cent beside a fortune, and nothing for nothing", () => {
    expect(barPercent(1n, 99_999_999_999n)).toBeGreaterThan(0);
    expect(barPercent(0n, 100n)).toBe(0);
    expect(barPercent(0n, 0n)).toBe(0);
  });

  it("never runs past the longest and never shortens a larger amount", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 11n), fc.bigInt(1n, 10n ** 11n), (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(barPercent(small, large)).toBeLessThanOrEqual(barPercent(large, large));
        expect(barPercent(large, large)).toBe(100);
      }),
    );
  });
});

describe("axisTicks", () => {
  it("frames the series with three round values at equal steps", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 24 }), (values) => {
        const [top = Number.NaN, middle = Number.NaN, bottom = Number.NaN, ...more] = axisTicks(values);
        expect(more).toEqual([]);
        expect(top - middle).toBe(middle - bottom);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(bottom);
        expect(Math.max(...values)).toBeLessThanOrEqual(top);
        expect(top).toBeGreaterThan(bottom);
      }),
    );
  });

  it("is 60, 50, 40 for a delay between 46 and 59 days", () => {
    expect(axisTicks([58, 57, 59, 46])).toEqual([60, 50, 40]);
  });
});

describe("stepPlaces", () => {
  const offsets = fc.uniqueArray(fc.integer({ min: -30, max: 90 }), { minLength: 2, maxLength: 12 });

  it("keeps the order, keeps names apart and stays on the line", () => {
    fc.assert(
      fc.property(offsets, (days) => {
        const places = stepPlaces(days.sort((a, b) => a - b));
        const apart = days.length <= 8 ? 6 : 4;
        places.forEach((place, index) => {
          expect(place).toBeGreaterThanOrEqual(2);
          expect(place).toBeLessThanOrEqual(47);
          if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(apart);
        });
      }),
    );
  });
});

it("draws each age with its amount, its share and its count in words", () => {
  const text = textOf(
    markupOf(
      <AgingBars
        buckets={[
          { label: "À échoir", invoiceCount: 1, amountCents: 7500n },
          { label: "Plus de 90 jours", invoiceCount: 2, amountCents: 2500n },
        ]}
      />,
    ),
  );
  expect(text).toBe("À échoir1 facture75,00\u00a0€75\u00a0%Plus de 90 jours2 factures25,00\u00a0€25\u00a0%");
});

it("repeats every week of the chart in the table, to the cent", () => {
  const html = markupOf(
    <WeekBars weeks={[{ label: "7 déc.", usualCents: 987_550n, promisedCents: 420_000n }]} />,
  );
  expect(textOf(html)).toContain("14\u00a0076"); // above the bar, rounded to the euro
  for (const amount of ["9\u00a0875,50\u00a0€", "4\u00a0200,00\u00a0€", "14\u00a0075,50\u00a0€"]) {
    expect(textOf(html)).toContain(amount);
  }
});

it("draws the last point of a line at its value", () => {
  const points = [58, 46].map((value, index) => ({ label: `m${index}`, shortLabel: `m${index}`, value }));
  const html = markupOf(
    <LineChart sentence="Il baisse." points={points} unit="jours" caption="DSO" summary="Les chiffres" />,
  );
  const circle = elementsOf(html).find(({ tag }) => tag === "circle");
  expect(circle?.attributes.cy).toBe("70%"); // 46 between 60 and 40
});

it("draws every dark module of a code, and no other", () => {
  const square = fc.integer({ min: 1, max: 12 }).chain((side) =>
    fc.array(fc.array(fc.boolean(), { minLength: side, maxLength: side }), {
      minLength: side,
      maxLength: side,
    }),
  );
  fc.assert(
    fc.property(square, (matrix) => {
      const html = markupOf(<QrCode matrix={matrix} label="Code" />);
      const path = elementsOf(html).find(({ tag }) => tag === "path")?.attributes.d ?? "";
      const drawn = matrix.map((row) => row.map(() => false));
      for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
        drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
      }
      expect(drawn).toEqual(matrix);
    }),
  );
});
