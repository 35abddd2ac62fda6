/** The aged balance: its bounds, its order, and that it adds up whatever it is given. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AGING_BUCKETS,
  type AgingLine,
  agingBucketOf,
  agingReport,
  gatherClients,
} from "@/domain/reporting/agingReport";

describe("the bucket of an invoice", () => {
  it.each([
    [-400, 0],
    [0, 0],
    [1, 1],
    [30, 1],
    [31, 2],
    [60, 2],
    [61, 3],
    [90, 3],
    [91, 4],
    [4000, 4],
  ])("%i days late falls in bucket %i", (daysLate, bucket) => {
    expect(agingBucketOf(daysLate)).toBe(bucket);
  });
});

const lines = fc.array(
  fc.record({
    clientId: fc.constantFrom("a", "b", "c", "d"),
    bucket: fc.integer({ min: 0, max: AGING_BUCKETS.length - 1 }),
    invoiceCount: fc.integer({ min: 1, max: 40 }),
    amountCents: fc.bigInt({ min: 1n, max: 99_999_999_999n }),
  }),
  { maxLength: 40 },
);

const named = (given: readonly Omit<AgingLine, "clientName">[]): AgingLine[] =>
  given.map((line) => ({ ...line, clientName: `Client ${line.clientId}` }));

describe("the report", () => {
  it("adds up: by bucket, by client and in all it is the open total", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const report = agingReport(named(given));
        const openCents = given.reduce((sum, line) => sum + line.amountCents, 0n);
        const add = (amounts: readonly bigint[]) => amounts.reduce((sum, cents) => sum + cents, 0n);
        expect(report.totalCents).toBe(openCents);
        expect(add(report.buckets.map((bucket) => bucket.amountCents))).toBe(openCents);
        expect(add(report.clients.map((client) => client.totalCents))).toBe(openCents);
        expect(add(report.clients.flatMap((client) => client.amountsCents))).toBe(openCents);
        expect(report.overdueCents).toBe(openCents - (report.buckets[0]?.amountCents ?? 0n));
        expect(add(report.clients.map((client) => client.overdueCents))).toBe(report.overdueCents);
        expect(report.invoiceCount).toBe(given.reduce((sum, line) => sum + line.invoiceCount, 0));
        expect(gatherClients(report.clients).totalCents).toBe(openCents);
        expect(gatherClients(report.clients).amountsCents).toEqual(report.buckets.map((b) => b.amountCents));
      }),
    );
  });

  it("names each client once, those who owe most past due first", () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { clients } = agingReport(named(given));
        expect(new Set(clients.map((client) => client.clientId)).size).toBe(clients.length);
        for (let i = 1; i < clients.length; i += 1) {
          expect((clients[i - 1]?.overdueCents ?? 0n) >= (clients[i]?.overdueCents ?? 0n)).toBe(true);
        }
      }),
    );
  });

  it("puts one who owes much but is not late after one who is", () => {
    const report = agingReport(
      named([
        { clientId: "a", bucket: 0, invoiceCount: 3, amountCents: 900_000n },
        { clientId: "b", bucket: 4, invoiceCount: 1, amountCents: 100n },
      ]),
    );
    expect(report.clients.map((client) => client.clientId)).toEqual(["b", "a"]);
    expect(report).toMatchObject({ overdueCount: 1, overdueCents: 100n, totalCents: 900_100n });
  });
});
