/** Statements sent straight to the driver: same transaction, same values, nothing said after its end. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { inCompany } = await import("@/db/inCompany");
const { Prisma } = await import("@/db/generated/client");

type Tx = import("@/db/inCompany").Tx;

const { ctx } = await makeCompany(parisClock("2026-11-24"));
const { companyId } = ctx;

async function nameOf(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`SELECT legal_name AS name FROM company`;
  return row?.name ?? "";
}

describe("a statement written by hand", () => {
  it("sees what the model wrote before it, and the model sees what it wrote", async () => {
    const names = await inCompany(companyId, async (tx) => {
      await tx.company.update({ where: { id: companyId }, data: { legalName: "Avant" } });
      const before = await nameOf(tx);
      await tx.$executeRaw`UPDATE company SET legal_name = 'Après' WHERE id = ${companyId}::uuid`;
      const { legalName } = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
      return [before, legalName];
    });
    expect(names).toEqual(["Avant", "Après"]);
  });

  it("is undone with the rest when the work fails", async () => {
    const name = await inCompany(companyId, nameOf);
    await expect(
      inCompany(companyId, async (tx) => {
        await tx.$executeRaw`UPDATE company SET legal_name = 'Perdu' WHERE id = ${companyId}::uuid`;
        throw new Error("stopped");
      }),
    ).rejects.toThrow("stopped");
    expect(await inCompany(companyId, nameOf)).toBe(name);
  });

  it("reads and writes each kind of value without changing it, on a server in another time zone", async () => {
    const at = new Date("2026-10-25T00:59:59.987Z");
    const bytes = Buffer.from([0, 1, 254, 255, 39, 92]);
    const [row] = await inCompany(
      companyId,
      (tx) => tx.$queryRaw<Record<string, unknown>[]>`
        SELECT ${9_007_199_254_740_993n}::bigint AS big, ${-3}::int AS small, ${true}::boolean AS flag,
               ${at}::timestamptz AS at, extract(epoch FROM ${at}::timestamptz)::float8 AS epoch,
               ${new Date("2026-03-29T00:00:00Z")}::date AS day, '2026-03-29'::date AS typed,
               ${null}::text AS nothing, ${'a "b", \\ {c}'}::text AS text,
               ${["a,b", 'c"d', "{e}", ""]}::text[] AS texts, ${[companyId]}::uuid[] AS ids,
               ${JSON.stringify({ a: [1, null] })}::jsonb AS json, ${bytes}::bytea AS bytes,
               sum(n) AS sum FROM (VALUES (9007199254740993::bigint), (1)) AS v(n)`,
    );
    expect(row).toEqual({
      big: 9_007_199_254_740_993n,
      small: -3,
      flag: true,
      at,
      epoch: at.getTime() / 1000,
      day: new Date("2026-03-29T00:00:00Z"),
      typed: new Date("2026-03-29T00:00:00Z"),
      nothing: null,
      text: 'a "b", \\ {c}',
      texts: ["a,b", 'c"d', "{e}", ""],
      ids: [companyId],
      json: { a: [1, null] },
      bytes,
      sum: new Prisma.Decimal("9007199254740994"),
    });
  });

  it("takes parts of other statements, and a value that looks like one stays a value", async () => {
    const part = Prisma.sql`id = ${companyId}::uuid`;
    const counts = await inCompany(companyId, async (tx) => {
      const count = async (condition: unknown) =>
        (
          await tx.$queryRaw<
            unknown[]
          >`SELECT 1 FROM company WHERE legal_name <> ${"' OR 1=1 --"} AND ${condition}`
        ).length;
      return [await count(part), await count(false), await count(part)];
    });
    expect(counts).toEqual([1, 0, 1]);
  });

  it("tells the SQLSTATE of what PostgreSQL refused", async () => {
    const refused = inCompany(companyId, (tx) => tx.$queryRaw`SELECT 1 / 0`);
    await expect(refused).rejects.toMatchObject({ code: "22012" });
  });
});

describe("once its transaction is over", () => {
  it("is refused, and nothing is written outside of any transaction", async () => {
    const tx = await inCompany(companyId, async (own) => ({ own }));
    await expect(tx.own.$executeRaw`UPDATE company SET legal_name = 'Dehors'`).rejects.toThrow(/is over/);
    expect(await inCompany(companyId, nameOf)).not.toBe("Dehors");
  });

  it("is refused too when the time of the transaction has run out", async () => {
    const slow = inCompany(
      companyId,
      async (tx) => {
        await tx.$executeRaw`UPDATE company SET legal_name = 'Trop tard'`;
        await wait(250);
        await tx.$executeRaw`UPDATE company SET legal_name = 'Encore plus tard'`;
      },
      { timeoutMs: 200 },
    );
    await expect(slow).rejects.toThrow();
    expect(await inCompany(companyId, nameOf)).not.toMatch(/tard/);
  });
});

describe("transactions side by side", () => {
  it("each speak on their own connection, for their own company", async () => {
    const companies = await Promise.all(
      Array.from({ length: 4 }, async () => (await makeCompany(parisClock("2026-11-24"))).ctx.companyId),
    );
    const seen = await Promise.all(
      Array.from({ length: 80 }, (_, round) => {
        const mine = companies[round % companies.length] ?? companyId;
        return inCompany(mine, async (tx) => {
          const first = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM company`;
          await tx.$queryRaw`SELECT pg_sleep(0.002)`;
          const then = await tx.company.findMany({ select: { id: true } });
          return { mine, all: [...first, ...then].map((row) => row.id) };
        });
      }),
    );
    expect(seen.filter(({ mine, all }) => all.length !== 2 || all.some((id) => id !== mine))).toEqual([]);
  });
});
