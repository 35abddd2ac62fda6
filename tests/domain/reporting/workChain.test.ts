/** Decisions treated one after the other: the address says all of it, and nothing else is believed. */
import { describe, expect, it } from "vitest";
import { chainText, listPath, nextPath, readChain, withChain } from "@/domain/reporting/workChain";

const PLACE = "1795435200000_01990000-0000-7000-8000-000000000000";
const CHAIN = {
  of: "cabinet",
  slug: "mercier-associes",
  tab: "appels",
  company: "garage-pennec",
  place: PLACE,
  rank: 3,
  total: 12,
} as const;

describe("the chain in an address", () => {
  it("is read back as it was written", () => {
    expect(readChain(chainText(CHAIN))).toEqual(CHAIN);
    expect(readChain(chainText({ ...CHAIN, company: "" }))).toEqual({ ...CHAIN, company: "" });
  });

  it.each([
    "",
    "x",
    `cabinet./../x~tout~~${PLACE}~1~2`,
    `cabinet.a~tout~~${PLACE}~1`,
    `https://x~tout~~${PLACE}~1~2`,
  ])("%j is none", (text) => {
    expect(readChain(text)).toBeNull();
  });

  it("leads to the next one of the same list, and back to that list", () => {
    expect(nextPath(CHAIN)).toBe(
      `/cabinet/mercier-associes/a-faire?liste=appels&societe=garage-pennec&apres=${PLACE}&rang=4`,
    );
    expect(listPath({ of: "societe", slug: "atelier", tab: "tout", company: "" })).toBe("/atelier");
  });

  it("goes on with the path that follows a gesture", () => {
    const text = chainText(CHAIN);
    const path = new URL(withChain("/atelier/factures/1?fait=avoir#haut", text), "https://x.example");
    expect(path.searchParams.get("fait")).toBe("avoir");
    expect(path.searchParams.get("suite")).toBe(text);
    expect(path.hash).toBe("#haut");
  });
});
