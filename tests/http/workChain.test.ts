/** A gesture made while decisions are treated one after the other comes back with the rest of them. */
import { expect, it } from "vitest";
import { chained, withinChain } from "@/app/_server/chain";
import { withFlash } from "@/app/_server/flash";

const CHAIN = "cabinet.mercier~appels~~1795435200000_01990000-0000-7000-8000-000000000000~3~12";
const from = (path: string) => `https://dument.example${path}`;
const after = (referer: string | null) =>
  withinChain(referer, async () => withFlash("/atelier/factures/1#haut", { fait: "avoir" }));

it("goes on with the chain of the page it was made on", async () => {
  const path = await after(from(`/atelier/factures/1?suite=${encodeURIComponent(CHAIN)}`));
  const address = new URL(path, "https://dument.example");
  expect(Object.fromEntries(address.searchParams)).toEqual({ fait: "avoir", suite: CHAIN });
  expect(address.hash).toBe("#haut");
});

it.each([null, "", "not an address", from("/atelier"), from("/atelier?suite=//evil.example")])(
  "takes nothing from %j",
  async (referer) => {
    expect(await after(referer)).toBe("/atelier/factures/1?fait=avoir#haut");
  },
);

it("leaves other paths alone", () => {
  expect(chained("/atelier")).toBe("/atelier");
});
