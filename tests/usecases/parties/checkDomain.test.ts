/** SPF, DKIM and DMARC of the domain messages come from, on records of a test. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { inCompany } = await import("@/db/inCompany");
const { saveMailServer } = await import("@/db/parties/mailServer");
const { checkDomain } = await import("@/usecases/parties/checkDomain");

type Records = Readonly<Record<string, readonly string[] | "silent">>;

const platform = { from: "relances@dument.example", host: "mx.dument.example", selector: "s2026" };
const LONG_KEY = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const GOOD: Records = {
  "client.example": ["autre=1", "v=spf1 include:spf.protection.outlook.com ~all"],
  "selector1._domainkey.client.example": [LONG_KEY],
  "_dmarc.client.example": ["v=DMARC1; p=quarantine; rua=mailto:a@client.example"],
};
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-10-01"));
  await inCompany(world.ctx.companyId, (tx) =>
    saveMailServer(tx, world.ctx.companyId, {
      server: {
        host: "smtp.office365.com",
        port: 587,
        security: "STARTTLS",
        userName: "a",
        fromEmail: "facturation@client.example",
      },
      password: "x",
      perMinute: 20,
      now: new Date(),
    }),
  );
});

function check(records: Records, selector: string | null = null) {
  const dns = { texts: async (name: string) => records[name] ?? [] };
  return checkDomain(world.ctx, { dns, platform }, selector);
}

describe("a domain", () => {
  it("in order is said to be", async () => {
    const { domain, isOwn, spf, dkim, dmarc } = await check(GOOD);
    expect({ domain, isOwn }).toEqual({ domain: "client.example", isOwn: true });
    expect([spf.state, dkim.state, dmarc.state]).toEqual(["GOOD", "GOOD", "GOOD"]);
  });

  it.each<[what: string, change: Records, record: "spf" | "dkim" | "dmarc", state: string]>([
    ["without SPF", { "client.example": [] }, "spf", "BAD"],
    ["with two SPF policies", { "client.example": ["v=spf1 ~all", "v=spf1 -all"] }, "spf", "BAD"],
    ["that lets everyone send", { "client.example": ["v=spf1 +all"] }, "spf", "BAD"],
    ["that forgets its provider", { "client.example": ["v=spf1 mx -all"] }, "spf", "WEAK"],
    ["whose DNS is silent", { "client.example": "silent" }, "spf", "UNKNOWN"],
    ["with a revoked key", { "selector1._domainkey.client.example": ["v=DKIM1; p="] }, "dkim", "BAD"],
    [
      "with a short key",
      { "selector1._domainkey.client.example": [`v=DKIM1; p=${"A".repeat(216)}`] },
      "dkim",
      "WEAK",
    ],
    ["without a key we can guess", { "selector1._domainkey.client.example": [] }, "dkim", "UNKNOWN"],
    ["without DMARC", { "_dmarc.client.example": [] }, "dmarc", "BAD"],
    ["that only observes", { "_dmarc.client.example": ["v=DMARC1; p=none"] }, "dmarc", "WEAK"],
  ])("%s", async (_, change, record, state) => {
    const verdict = (await check({ ...GOOD, ...change }))[record];
    expect(verdict.state).toBe(state);
    expect(verdict.title).not.toBe("");
  });

  it("whose includes ask for too many lookups is not believed, and a loop of them ends", async () => {
    const includes = Array.from({ length: 11 }, (_, n) => `include:i${n}.example`).join(" ");
    const many = {
      ...GOOD,
      "client.example": [`v=spf1 include:spf.protection.outlook.com ${includes} ~all`],
    };
    expect((await check(many)).spf.state).toBe("BAD");
    const loop = {
      ...GOOD,
      "spf.protection.outlook.com": ["v=spf1 include:spf.protection.outlook.com ~all"],
    };
    expect((await check(loop)).spf.state).toBe("GOOD");
  });

  it("is asked for the key the person names", async () => {
    const named = {
      ...GOOD,
      "selector1._domainkey.client.example": [],
      "paris._domainkey.client.example": [LONG_KEY],
    };
    expect((await check(named, "paris")).dkim.state).toBe("GOOD");
  });
});
