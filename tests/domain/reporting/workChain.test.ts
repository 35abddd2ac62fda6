/** Decisions treated one after the other: the address says all of it, and nothing else is believed. */
import { describe, expect, it } from "vitest";
import {
  chainSummary,
  chainText,
  decidedPath,
  decisionPage,
  firstPath,
  listPath,
  nextPath,
  readChain,
  withChain,
} from "@/domain/reporting/workChain";

const PLACE = "1795435200000_01990000-0000-7000-8000-000000000000";
const CHAIN = {
  of: "cabinet",
  slug: "mercier-associes",
  tab: "appels",
  company: "garage-pennec",
  place: PLACE,
  kind: "CALL",
  rank: 3,
  total: 12,
  from: 2,
  done: 1,
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
      `/cabinet/mercier-associes/a-faire?liste=appels&societe=garage-pennec&apres=${PLACE}&rang=4&depuis=2&faites=1`,
    );
    expect(firstPath(CHAIN)).toBe(
      "/cabinet/mercier-associes/a-faire?liste=appels&societe=garage-pennec&rang=1",
    );
    expect(listPath({ of: "societe", slug: "atelier", tab: "tout", company: "" })).toBe("/atelier");
  });

  it("is read in an address written before it said what is asked", () => {
    const former = `cabinet.${CHAIN.slug}~appels~garage-pennec~${PLACE}~3~12`;
    expect(readChain(former)).toEqual({ ...CHAIN, kind: "", from: 1, done: 0 });
  });

  it("leads on from a decision with what was done and the way back, each counted once", () => {
    const path = decidedPath(CHAIN, "appel-note", decisionPage("/garage-pennec/appels/1/noter"));
    const { searchParams } = new URL(path, "https://x.example");
    expect(searchParams.get("faites")).toBe("2");
    expect(searchParams.get("fini")).toBe("appel-note");
    const back = new URL(searchParams.get("de") ?? "", "https://x.example");
    expect(back.pathname).toBe("/garage-pennec/appels/1");
    expect(readChain(back.searchParams.get("suite"))).toEqual({ ...CHAIN, done: 2 });
    expect(back.searchParams.get("faite")).toBe("1");
    expect(decisionPage("/a/messages/recus/7")).toBe("/a/messages/recus/7");
  });

  it("ends with how far one got", () => {
    expect(chainSummary(0, 0)).toBe("");
    expect(chainSummary(1, 0)).toBe("1\u00a0décision traitée");
    expect(chainSummary(4, 1)).toBe("4\u00a0décisions traitées, 1\u00a0passée");
    expect(chainSummary(0, 3)).toBe("3\u00a0décisions passées");
  });

  it("goes on with the path that follows a gesture", () => {
    const text = chainText(CHAIN);
    const path = new URL(withChain("/atelier/factures/1?fait=avoir#haut", text), "https://x.example");
    expect(path.searchParams.get("fait")).toBe("avoir");
    expect(path.searchParams.get("suite")).toBe(text);
    expect(path.hash).toBe("#haut");
  });
});
