/** What the debtor's page asks for: less what is contested, less what is held for the debtor, and adding up. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { GET, POST } = await import("@/app/r/[jeton]/route");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { localDateAt } = await import("@/domain/zonedTime");
const { inCompany } = await import("@/db/inCompany");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { readClaimedSums } = await import("@/usecases/dunning/claimedSums");
const { acceptPlan } = await import("@/usecases/settlement/decidePlan");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");

const DAY_MS = 86_400_000;
const clock = parisClock("2026-11-23");
clock.set(Date.now());
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let held: Awaited<ReturnType<typeof makeLink>>;

beforeAll(async () => {
  world = await makeCompany(clock);
});

beforeEach(async () => {
  clientId = await makeClient(world.ctx);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
  held = await makeLink(world, clientId, [invoiceId]);
});

const say = (word: Parameters<typeof answerByLink>[1], raw: Record<string, string>) =>
  answerByLink(held.link, word, raw, ports, "203.0.113.0/24");

async function page(query = ""): Promise<string> {
  const request = new Request(`http://localhost/r/${held.token}${query}`);
  const response = await GET(request, { params: Promise.resolve({ jeton: held.token }) });
  return (await response.text()).replaceAll("\u00a0", " ");
}

/** Amounts of the account line by line, the last one being its total. */
function account(html: string): number[] {
  const [list = ""] = /<dl class="lines">(?=(?:(?!<\/dl>).)*class="total").*?<\/dl>/s.exec(html) ?? [];
  return [...list.matchAll(/<dd>([−\d ,]+) €<\/dd>/g)].map(([, text = ""]) =>
    Number(text.replace("−", "-").replaceAll(" ", "").replace(",", ".")),
  );
}

describe("the amount that is asked for", () => {
  it("leaves out the part that is contested, in the transfer as in the account", async () => {
    await say("desaccord", { reason: "QUANTITY", message: "Il manque une table.", amountCents: "300,00" });
    const html = await page();
    expect(html).toContain("Les 300,00 € que vous contestez sont mis de côté");
    expect(html).toMatch(/data-copy="700,00"/);
    expect(account(html)).toEqual([1000, -300, 700]);
  });

  it("is the whole while all of it is contested: the rest is for the answer to say", async () => {
    await say("desaccord", { reason: "ORDER", message: "Pas commandé.", amountCents: "" });
    const html = await page();
    expect(html).toMatch(/data-copy="1000,00"/);
    expect(account(html)).toEqual([1000, 1000]);
  });

  it("leaves out a credit of the reader; the account adds up even when the credit is the greater", async () => {
    const credit = { kind: "OVERPAYMENT", receivedOn: "2026-11-02", note: "" };
    await recordClientCredit(world.ctx, clientId, { ...credit, amountCents: "200,00" });
    const html = await page();
    expect(html).toMatch(/data-copy="800,00"/);
    expect(account(html)).toEqual([1000, -200, 800]);
    await recordClientCredit(world.ctx, clientId, { ...credit, amountCents: "900,00" });
    expect(account(await page())).toEqual([1000, -1000, 0]);
  });

  it("is not put forward again to whoever has just said it is paid", async () => {
    const open = /<h2 id="t-payer">Payer par virement<\/h2>/;
    expect(await page()).toMatch(open);
    await say("paye", { onDate: "2026-11-20", amountCents: "1 000,00", method: "TRANSFER" });
    const html = await page();
    expect(html).not.toMatch(open);
    expect(html).toContain("<summary>Payer par virement</summary>");
    expect(html).toMatch(/data-copy="FR/);
  });
});

describe("what the delay adds", () => {
  it.each([
    ["B2B", "Pénalités de retard", "art. L. 441-10, II du code de commerce", "art. D. 441-5"],
    ["PUBLIC", "Intérêts moratoires", "art. R. 2192-31 du code de la commande publique", "art. R. 2192-35"],
  ])("names the texts of this debtor: %s", async (kind, interest, article, feeArticle) => {
    clientId = await makeClient(world.ctx, { kind });
    held = await makeLink(world, clientId, [await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" })]);
    const html = await page();
    expect(html).toContain(`${interest}<span class="note">${article}</span>`);
    expect(html).toContain(`<span class="note">${feeArticle} `);
  });
});

describe("a link whose reminder asked for the penalties and the flat fee", () => {
  let invoiceId = "";

  beforeEach(async () => {
    clientId = await makeClient(world.ctx);
    invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
    held = await makeLink(world, clientId, [invoiceId], undefined, "FIRM");
  });

  /** What such a reminder would ask for if it were written now, in euros. */
  async function claimed(ids: readonly string[] = [invoiceId]): Promise<number> {
    const message = {
      id: held.messageId,
      clientId,
      kind: "REMINDER" as const,
      tone: "FIRM" as const,
      invoices: ids.map((id) => ({ invoiceId: id })),
    };
    const day = { rates: PUBLISHED_RATES, today: localDateAt(clock.now(), "Europe/Paris") };
    const sums = await inCompany(world.ctx.companyId, (tx) =>
      readClaimedSums(tx, world.ctx.companyId, [message], day),
    );
    return Number(sums.get(held.messageId)) / 100;
  }

  const copied = (html: string) =>
    [...html.matchAll(/data-copy="(\d+,\d\d)"/g)].map(([, text = ""]) => Number(text.replace(",", ".")));
  const lead = (html: string) => {
    const [, whole = "", cents = ""] = /class="amount">([\d ]+)<span class="dec">,(\d\d)/.exec(html) ?? [];
    return Number(`${whole.replaceAll(" ", "")}.${cents}`);
  };

  it("leads with the sum the message claims, in detail, and the transfer and « j’ai payé » say the same", async () => {
    const html = await page("?reponse=paye");
    const total = await claimed();
    expect(total).toBeGreaterThan(1040);
    expect([lead(html), ...copied(html)]).toEqual([total, total]);
    expect(account(html)).toEqual([1000, Math.round((total - 1040) * 100) / 100, 40, total]);
    expect(html).toMatch(/Pénalités de retard.*Indemnité forfaitaire.*class="total"/s);
    expect(html).toMatch(
      new RegExp(`id="paye-amountCents"[^>]*value="1 ?${total.toFixed(2).slice(1).replace(".", ",")}"`),
    );
    expect(html).not.toContain("Ce que le retard ajoute");
  });

  it("adds nothing while a part is contested, as the message would not", async () => {
    await say("desaccord", { reason: "QUANTITY", message: "Il manque une table.", amountCents: "300,00" });
    const html = await page();
    expect([lead(html), ...copied(html), await claimed()]).toEqual([700, 700, 700]);
    expect(html).toContain("Ce que le retard ajoute");
  });

  it("adds nothing while an agreed schedule runs: its payments are what is asked for", async () => {
    const plan = { count: "2", signerName: "Anne Le Guen", acknowledged: "1" };
    await say("echeancier", { ...plan, firstOn: localDateAt(clock.now() + 5 * DAY_MS, "Europe/Paris") });
    const [{ id } = { id: "" }] = await inCompany(world.ctx.companyId, (tx) =>
      tx.answer.findMany({ where: { companyId: world.ctx.companyId, clientId }, select: { id: true } }),
    );
    await acceptPlan(world.ctx, id);
    expect(lead(await page())).toBe(1000);
  });

  it("deducts a credit of the reader, and the account adds up", async () => {
    const credit = { kind: "OVERPAYMENT", receivedOn: "2026-11-02", note: "", amountCents: "200,00" };
    await recordClientCredit(world.ctx, clientId, credit);
    const html = await page();
    const total = await claimed();
    expect([lead(html), ...copied(html)]).toEqual([total, total]);
    const [, penalties = 0] = account(html);
    expect(account(html)).toEqual([1000, penalties, 40, -200, total]);
  });

  it("renewed, asks for the same; a courteous reminder of the same invoice for the principal alone", async () => {
    const firm = held;
    held = await makeLink(world, clientId, [invoiceId]);
    expect(lead(await page())).toBe(1000);
    await inCompany(world.ctx.companyId, (tx) =>
      tx.message.update({
        where: { companyId_id: { companyId: world.ctx.companyId, id: held.messageId } },
        data: { kind: "NEW_LINK" },
      }),
    );
    const renewed = lead(await page());
    held = firm;
    expect(renewed).toBe(await claimed());
  });
});

describe("an invoice that a collective procedure freezes", () => {
  const openProcedure = () =>
    openInsolvency(world.ctx, clientId, { kind: "REDRESSEMENT", openedOn: "2026-11-03" });

  it("is not asked for: no amount, no account, no code, no payment to arrange", async () => {
    expect(await page()).toContain("Payer par virement");
    await openProcedure();
    const html = await page();
    expect(html).toContain("<h1>Rien ne vous est demandé</h1>");
    expect(html).toContain("article L. 622-7 du Code de commerce");
    expect(html).not.toMatch(/reste à payer|IBAN|data-copy|class="qr"|Pénalités|class="amount"/);
    expect(html).not.toMatch(/Je paierai à une date|Je demande à payer en plusieurs fois/);
    expect(html).toMatch(/J’ai payé/);
    expect(account(html)).toEqual([1000, -1000, 0]);
    expect(await page("?langue=en")).toContain("<h1>Nothing is asked of you</h1>");
    await expect(
      say("date", { onDate: localDateAt(clock.now() + DAY_MS, "Europe/Paris") }),
    ).rejects.toMatchObject({
      code: "FROZEN",
    });
  });

  it("leaves what was supplied after the judgment to pay, alone", async () => {
    const supply = { issuedOn: "2026-11-05", performedOn: "2026-11-04", dueOn: "2026-11-10" };
    const laterId = await makeInvoice(world.ctx, clientId, {
      ...supply,
      number: "K-9",
      totalCents: "500,00",
    });
    const earlierId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
    held = await makeLink(world, clientId, [earlierId, laterId]);
    await openProcedure();
    const html = await page();
    expect(html).toContain("<h1>Facture K-9, reste à payer</h1>");
    expect(html).toContain("sont antérieurs à l’ouverture d’une procédure collective");
    expect(html).toMatch(/data-copy="500,00"/);
    expect(html).toMatch(/data-copy="K-9"/);
  });
});

describe("an amount contested, in front of several invoices", () => {
  beforeEach(async () => {
    const ids = await Promise.all(
      [
        ["K-1", "1 000,00"],
        ["K-2", "500,00"],
      ].map(([number = "", totalCents = ""]) =>
        makeInvoice(world.ctx, clientId, {
          number: `${number}-${clientId}`,
          dueOn: "2026-10-24",
          totalCents,
        }),
      ),
    );
    held = await makeLink(world, clientId, ids);
  });

  async function send(fields: Record<string, string>, query = ""): Promise<Response> {
    const form = new FormData();
    const [, key = ""] = /name="cle" value="([^"]+)"/.exec(await page()) ?? [];
    for (const [name, value] of Object.entries({ reponse: "desaccord", cle: key, ...fields })) {
      form.set(name, value);
    }
    const request = new Request(`http://localhost/r/${held.token}${query}`, { method: "POST", body: form });
    return POST(request, { params: Promise.resolve({ jeton: held.token }) });
  }

  const TYPED = { facture: "", reason: "PRICE", message: "La remise est oubliée.", amountCents: "300,00" };

  it("says beforehand that an amount is of one invoice", async () => {
    expect(await page("?reponse=desaccord")).toContain("choisissez plus haut la facture concernée");
  });

  it("is refused beside the choice of the invoice, and nothing typed is lost", async () => {
    const refused = await send(TYPED);
    expect(refused.status).toBe(422);
    const html = (await refused.text()).replaceAll("\u00a0", " ");
    const [field = ""] = /<div class="field"><label for="desaccord-facture">.*?<\/div>/s.exec(html) ?? [];
    expect(field).toContain('aria-invalid="true"');
    expect(field).toContain("Sur quelle facture porte le montant contesté ?");
    expect(html).toMatch(
      /<details class="answer" id="desaccord" name="reponse" open=""><summary>Je conteste/,
    );
    expect(html).toMatch(/<input[^>]*id="desaccord-amountCents"[^>]*value="300,00"/);
    expect(html).toMatch(/<option value="PRICE" selected="">/);
    expect(html).toContain("La remise est oubliée.</textarea>");
    expect(account(html).at(-1)).toBe(1500);
    expect(await (await send(TYPED, "?langue=en")).text()).toContain(
      "Which invoice is the disputed amount about?",
    );
  });

  it("is taken once the invoice is chosen: the rest of both is asked for", async () => {
    const taken = await send({ ...TYPED, facture: `K-2-${clientId}` });
    expect(taken.status).toBe(303);
    const html = await page("?fait=desaccord");
    expect(html).toContain("Les 300,00 € que vous contestez sont mis de côté");
    expect(html).toMatch(/data-copy="1200,00"/);
    expect(account(html)).toEqual([1000, 500, -300, 1200]);
    expect(html).toContain(`Je conteste 300,00 € sur la facture K-2-${clientId}.`);
  });
});
