/** What the debtor reads of an invoice that was credited, contested or paid in part: it explains itself and adds up. */
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");

type World = Awaited<ReturnType<typeof makeCompany>>;

const FACTS = {
  credited: (world: World, id: string) =>
    addCreditNote(world.ctx, id, {
      number: "A-12",
      issuedOn: "2026-10-14",
      amountCents: "250,00",
      effect: "RETROACTIVE",
    }),
  contested: (world: World, id: string) =>
    noteDispute(world.ctx, id, { category: "PRICE", amountCents: "300,00", message: "Remise oubliée" }),
  paid: async (world: World, id: string) => {
    await recordPayment(world.ctx, id, {
      amountCents: "400,00",
      receivedOn: "2026-10-19",
      method: "TRANSFER",
    });
  },
};
type Fact = keyof typeof FACTS;

const J2 = "2026-10-22";
const J15 = "2026-11-04";

interface Read {
  text: string;
  html: string;
  /** Every line of amounts: label and detail, then cents. */
  column: { words: string; cents: number }[];
}

/** `- Avoir A-12 (Du 14 octobre 2026) : −250,00 €`, and the total without its dash. */
const LINE = /^(?:- )?(.+)\u00a0: (−?[\d\u00a0]+,\d\d)\u00a0€$/;

function columnOf(text: string): Read["column"] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("- ") || line.startsWith("Total"))
    .flatMap((line) => {
      const [, words = "", amount = ""] = LINE.exec(line) ?? [];
      const cents = Number(amount.replace("−", "-").replace(/[\u00a0,]/g, ""));
      return words === "" ? [] : [{ words: words.replaceAll("\u00a0", " "), cents }];
    });
}

/** The mails of J+2 and J+15 about an invoice of 1 000 €, alone or with one of 500 €. */
async function mails(facts: readonly Fact[], isGrouped: boolean, language = "fr"): Promise<[Read, Read]> {
  const clock = parisClock("2026-10-20");
  const world = await makeCompany(clock);
  const post = new PostOffice(world);
  const clientId = await makeClient(world.ctx, { language });
  const due = { dueOn: "2026-10-20" };
  const id = await makeInvoice(world.ctx, clientId, { ...due, number: "F-1", totalCents: "1 000,00" });
  if (isGrouped) await makeInvoice(world.ctx, clientId, { ...due, number: "F-2", totalCents: "500,00" });
  for (const fact of facts) await FACTS[fact](world, id);
  const read = async (date: string): Promise<Read> => {
    expect((await post.day(date)).sent).toBe(1);
    const { text, html } = await post.read();
    return { text, html: html ?? "", column: columnOf(text) };
  };
  return [await read(J2), await read(J15)];
}

const wordsOf = ({ column }: Read) => column.map(({ words }) => words);

function expectWhole({ column, html, text }: Read) {
  const total = column.at(-1);
  expect(total?.words).toBe("Total");
  const sum = column.slice(0, -1).reduce((cents, line) => cents + line.cents, 0);
  expect(total?.cents).toBe(sum);
  // The text and the HTML carry the same lines.
  const plain = (words: string) => words.replaceAll(/[\s\u00a0]+/g, " ");
  const seen = plain(html.replaceAll(/<[^>]+>/g, " "));
  for (const { words } of column) {
    const [, label = words, detail = ""] = /^(.+?) \((.+)\)$/.exec(words) ?? [];
    expect(seen).toContain(label);
    expect(seen).toContain(detail);
  }
  expect(plain(text)).not.toContain("undefined");
}

describe("the column of a reminder", () => {
  const CASES: readonly (readonly Fact[])[] = [
    ["credited"],
    ["contested"],
    ["paid"],
    ["paid", "credited", "contested"],
  ];
  for (const facts of CASES) {
    it(`adds up, alone or with another, friendly or firm: ${facts.join(", ")}`, async () => {
      for (const isGrouped of [false, true]) {
        for (const mail of await mails(facts, isGrouped)) expectWhole(mail);
      }
    });
  }

  it("says, for one invoice, each payment and each credit note between its total and what is asked", async () => {
    const [friendly, firm] = await mails(["paid", "credited"], false);
    const between = [
      "Facture TTC (Échéance du 20 octobre 2026)",
      "Règlement reçu (Le 19 octobre 2026, merci)",
      "Avoir A-12 (Du 14 octobre 2026)",
    ];
    expect(wordsOf(friendly)).toEqual([...between, "Total"]);
    expect(friendly.column.at(-1)?.cents).toBe(35_000);
    expect(wordsOf(firm).slice(0, 3)).toEqual(between);
  });

  it("has no lines for one whole invoice asked kindly: its amount explains itself", async () => {
    const [friendly] = await mails([], false);
    expect(friendly.column).toEqual([]);
    expect(friendly.text).toContain("À régler\u00a0: 1\u00a0000,00\u00a0€");
  });

  it("says, among several, why one line is not its whole invoice, and which one is contested", async () => {
    const [friendly, firm] = await mails(["paid", "credited", "contested"], true);
    const owed = [
      "Facture F-1 (Échéance du 20 octobre 2026. Reste de 1 000,00 €, 400,00 € reçus et 250,00 € d’avoir)",
      "Facture F-2 (Échéance du 20 octobre 2026)",
      "Part contestée (Sur F-1, mise de côté jusqu’à la réponse)",
    ];
    expect(wordsOf(friendly)).toEqual([...owed, "Total"]);
    // Nothing is added to an invoice while a part of it is contested: the lines name the other.
    expect(wordsOf(firm)).toEqual([
      ...owed,
      "Pénalités de retard (Sur F-2, 15 jours, 12,40 % par an, art. L. 441-10, II du code de commerce)",
      "Indemnité forfaitaire (Pour F-2, article D. 441-5 du code de commerce)",
      "Total",
    ]);
  });

  it("says the same in English", async () => {
    const [friendly] = await mails(["paid", "credited", "contested"], true, "en");
    const text = friendly.text.replaceAll("\u00a0", " ");
    expect(text).toContain("Left of €1,000.00, €400.00 received and €250.00 credited");
    expect(text).toContain("Disputed part (On F-1, set aside until it is answered): −€300.00");
  });
});

describe("the sentence of a reminder", () => {
  it("says « réglée en partie » of what was paid, never of what was only credited", async () => {
    const [, credited] = await mails(["credited"], false);
    expect(credited.text).toContain("reste impayée.");
    const [, paid] = await mails(["paid"], false);
    expect(paid.text).toContain("n’est réglée qu’en partie.");
    const [friendly, several] = await mails(["paid"], true);
    expect(friendly.text).toContain("nous n’avons pas encore reçu leur solde.");
    expect(several.text).toContain("ne sont pas entièrement réglées.");
  });
});
