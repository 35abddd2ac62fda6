/** A gesture made while decisions are treated one after the other leads on to the rest of them. */
import { redirect } from "next/navigation";
import { expect, it } from "vitest";
import { chained, withinChain } from "@/app/_server/chain";
import { flashOf, withFlash } from "@/app/_server/flash";

const PLACE = "1795435200000_01990000-0000-7000-8000-000000000000";
const CHAIN = `cabinet.mercier~appels~~${PLACE}~3~12~1~1~CALL`;
const from = (path: string) => `https://dument.example${path}`;
const PAGE = from(`/atelier/appels/1/noter?suite=${encodeURIComponent(CHAIN)}`);

/** Where a gesture leads, by whether its decision waits after it. */
async function after(referer: string | null, waits: boolean, failed = false) {
  const asked: unknown[] = [];
  const work = async () =>
    redirect(withFlash("/atelier/factures/1#haut", failed ? { echec: "deja-fait" } : { fait: "appel-note" }));
  const waiting = async (decision: unknown) => {
    asked.push(decision);
    return waits;
  };
  const path = await withinChain(referer, waiting, work).catch(
    (error) => String(error.digest).split(";")[2] ?? "",
  );
  return { address: new URL(path, "https://dument.example"), asked };
}
const paramsOf = ({ address }: { address: URL }) => Object.fromEntries(address.searchParams);

it("leads to the next decision once this one is made, with what was done and the way back", async () => {
  const gone = await after(PAGE, false);
  expect(gone.asked[0]).toEqual({ id: "01990000-0000-7000-8000-000000000000", kind: "CALL" });
  expect(gone.address.pathname).toBe("/cabinet/mercier/a-faire");
  expect(paramsOf(gone)).toMatchObject({ liste: "appels", apres: PLACE, rang: "4", faites: "2" });
  const { fini = "", de = "" } = paramsOf(gone);
  expect(flashOf({ fini, de })).toEqual({
    tone: "positive",
    text: "Appel noté. Voici la décision suivante.",
    back: de,
  });
  const back = new URL(de, "https://dument.example");
  expect(back.pathname).toBe("/atelier/appels/1");
  expect(back.searchParams.get("suite")).toBe(CHAIN.replace("~1~1~", "~1~2~"));
});

it("stays where it was made, with the chain, while the decision waits", async () => {
  const waits = await after(PAGE, true);
  expect(waits.address.pathname).toBe("/atelier/factures/1");
  expect(paramsOf(waits)).toEqual({ fait: "appel-note", suite: CHAIN });
  expect(waits.address.hash).toBe("#haut");
  expect(paramsOf(await after(PAGE, true, true))).toEqual({ echec: "deja-fait", suite: CHAIN });
});

const COUNTED = CHAIN.replace("~1~1~", "~1~2~");
const COME_BACK = PAGE.replace(encodeURIComponent(CHAIN), `${encodeURIComponent(COUNTED)}&faite=1`);

it("counts a decision once, however often it is pressed", async () => {
  // A second press that ends as the first one leads on as it did; one that is refused stays.
  expect(paramsOf(await after(PAGE, false))).toMatchObject({ apres: PLACE, faites: "2" });
  expect(paramsOf(await after(PAGE, false, true))).toEqual({ echec: "deja-fait", suite: CHAIN });
  expect(paramsOf(await after(COME_BACK, false))).toEqual({ fait: "appel-note", suite: COUNTED, faite: "1" });
});

it("counts a decision that is taken back among those to make", async () => {
  const back = await after(COME_BACK, true);
  expect(back.address.pathname).toBe("/atelier/factures/1");
  expect(paramsOf(back)).toEqual({ fait: "appel-note", suite: CHAIN });
});

it.each([null, "", "not an address", from("/atelier"), from("/atelier?suite=//evil.example")])(
  "takes nothing from %j",
  async (referer) => {
    const { address, asked } = await after(referer, false);
    expect(`${address.pathname}${address.search}${address.hash}`).toBe(
      "/atelier/factures/1?fait=appel-note#haut",
    );
    expect(asked).toEqual([]);
  },
);

it("leaves other paths alone, and never leads back to another site", () => {
  expect(chained("/atelier", null)).toBe("/atelier");
  expect(flashOf({ fini: "appel-note", de: "//evil.example" })?.back).toBeUndefined();
  expect(flashOf({ fini: "toString" })).toBeNull();
});

it("ends with how far one got, and what was done last", () => {
  const end = { fait: "liste-parcourue", traitees: "4", passees: "1" };
  expect(flashOf(end)?.text).toBe(
    "Vous êtes au bout de la liste\u00a0: 4\u00a0décisions traitées, 1\u00a0passée.",
  );
  expect(flashOf({ ...end, fini: "appel-note", de: "/a/appels/1" })).toMatchObject({
    text: expect.stringMatching(/^Appel noté\. Vous êtes au bout/),
    back: "/a/appels/1",
  });
  expect(flashOf({ ...end, traitees: "<b>" })?.text).not.toContain("<b>");
});
