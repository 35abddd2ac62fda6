/** Values sent beside their rows: each row is given its own back, whatever the others are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const { asNobody } = await import("@/db/inCompany");
const { JsonList } = await import("@/db/jsonList");

/** Reads each value back through PostgreSQL, by the place it was given. */
async function throughPostgres(values: readonly object[]): Promise<unknown[]> {
  const list = new JsonList();
  const rows = values.map((value, n) => ({ n, at: list.placeOf(value) }));
  const read = await asNobody(
    (tx) => tx.$queryRaw<{ value: unknown }[]>`
      SELECT ${list.text}::jsonb -> r.at AS value
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(n int, at int) ORDER BY r.n`,
  );
  return read.map(({ value }) => value);
}

/** What JSON can say and `jsonb` keeps: no `-0`, which it writes 0, and no NUL, which it refuses. */
const kept = fc
  .oneof(
    fc.array(fc.jsonValue(), { maxLength: 4 }),
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
  )
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "").replaceAll("-0", "0")) as object)
  .filter((value) => !JSON.stringify(value).includes("\\ud"));

describe("a list of JSON values", () => {
  it("gives every row its own value, equal ones sent once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(kept, { maxLength: 40 }), async (values) => {
        const twice = [...values, ...values.toReversed()];
        expect(await throughPostgres(twice)).toEqual(twice);
      }),
      { numRuns: 60 },
    );
  });

  it("tells apart what only looks the same, and writes equal values once", async () => {
    const list = new JsonList();
    const reasons = [{ code: "A", count: 1 }, { code: "A", count: "1" }, { code: "A", count: 1 }, [], {}];
    expect(reasons.map((value) => list.placeOf(value))).toEqual([0, 1, 0, 2, 3]);
    expect(JSON.parse(list.text)).toEqual([{ code: "A", count: 1 }, { code: "A", count: "1" }, [], {}]);
  });
});
