/** Movements of the account: each is taken in once, proposes, holds a reminder back, and pays when a person says so. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { camtFile, OWN_IBAN } = await import("../../support/bankFiles");
const { importFile } = await import("../../support/imports");
const { PostOffice } = await import("../../support/postOffice");
const { makeLink } = await import("../../support/answerLinks");
const { inCompany } = await import("@/db/inCompany");
const { countImported } = await import("@/db/invoicing/importUndo");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { readStatementRemarks } = await import("@/usecases/settlement/readStatementRemarks");
const { confirmMatch, confirmSureMatches } = await import("@/usecases/settlement/confirmMatch");
const { setLineAside, undoMatch } = await import("@/usecases/settlement/matchByHand");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { listPayments, readPaymentQuery } = await import("@/usecases/settlement/listPayments");
const { reviewNextSlice } = await import("@/usecases/dunning/reviewPlans");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-26");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-2026-014", dueOn: "2026-10-24" });
});

const take = (...movements: Parameters<typeof camtFile>[0]) =>
  importBankFile(world.ctx, { name: "octobre.xml", bytes: camtFile(movements) }, PUBLISHED_RATES);
const list = (query = {}) => listBankLines(world.ctx, readBankQuery(query), PUBLISHED_RATES);
const page = (id = invoiceId) => readInvoice(world.ctx, id, PUBLISHED_RATES);
const onlyLine = async (query = {}) => {
  const [line] = (await list(query)).lines;
  if (!line) throw new Error("no movement is listed");
  return line;
};
const payments = async () => (await listPayments(world.ctx, readPaymentQuery({}))).lines;
const confirm = async () => {
  const { id, proposal } = await onlyLine();
  await confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
  return id;
};

const PAID = {
  amount: "4320.00",
  name: "CONSERVERIE LE GUEN",
  label: "FACTURE F2026014",
  iban: "FR1420041010050500013M02606",
};

describe("a file of the bank", () => {
  it("brings each movement once, whether it comes again or overlaps another", async () => {
    const fee = { amount: "-12.50", label: "FRAIS DE TENUE" };
    expect(await take(PAID, fee, fee)).toMatchObject({ newCount: 3, knownCount: 0 });
    expect(await take(PAID, fee, fee)).toMatchObject({ newCount: 0, knownCount: 3 });
    expect(await take(fee, { amount: "10.00", label: "AUTRE" }, fee, fee)).toMatchObject({
      newCount: 2,
      knownCount: 2,
    });
    const { lines, pendingCount, allCount } = await list({ etat: "tous" });
    expect(lines.map(({ amountCents }) => amountCents).sort()).toEqual([
      -1250n,
      -1250n,
      -1250n,
      1000n,
      432_000n,
    ]);
    expect({ pendingCount, allCount }).toEqual({ pendingCount: 2, allCount: 5 });
  });

  it("that comes again in another format, without the account, proposes nothing once the first is matched", async () => {
    await take({ ...PAID, amount: "1000.00", label: "ACOMPTE F2026014" });
    await confirm();
    const table = Buffer.from("Date;Libellé;Montant\n20/10/2026;ACOMPTE F2026014;1 000,00\n");
    await importBankFile(world.ctx, { name: "a.csv", bytes: table }, PUBLISHED_RATES);
    expect(await onlyLine()).toMatchObject({ hasTwin: true, proposal: null });
  });

  it("that comes again with other names of the bank proposes nothing once the first is matched", async () => {
    const part = { ...PAID, amount: "1000.00", label: "ACOMPTE F2026014" };
    await take({ ...part, bankId: "B1" });
    await confirm();
    await take({ ...part, bankId: "B2" });
    expect(await onlyLine()).toMatchObject({ hasTwin: true, proposal: null });
    // Two in one file are two.
    await take({ ...PAID, amount: "50.00", bankId: "B3" }, { ...PAID, amount: "50.00", bankId: "B4" });
    const alike = async () => (await list()).lines.filter(({ amountCents }) => amountCents === 5000n);
    const [first] = (await alike()).filter(({ proposal }) => proposal);
    await confirmMatch(world.ctx, first?.id ?? "", first?.proposal?.seen ?? "", PUBLISHED_RATES);
    expect(await alike()).toMatchObject([{ hasTwin: false }]);
  });

  it("brings what is to come once it has come", async () => {
    const announced = { ...PAID, on: "2026-10-27" };
    await expect(take(announced)).rejects.toMatchObject({ errors: [{ field: "file", code: "BANK_EMPTY" }] });
    expect(await take(announced, { amount: "1.00", label: "DIVERS" })).toMatchObject({ newCount: 1 });
    clock.setParis("2026-10-27");
    expect(await take(announced)).toMatchObject({ newCount: 1, heldCount: 1 });
  });

  it("says what its balances lack, until the statement between is read", async () => {
    const drop = (on: string, amount: string, [opening, closing]: [string, string]) => {
      const month = on.slice(0, 7);
      const balances = [
        { kind: "OPBD" as const, on: `${month}-01`, amount: opening },
        { kind: "CLBD" as const, on: `${month}-28`, amount: closing },
      ];
      const bytes = camtFile([{ on, amount, label: on }], "02", OWN_IBAN, balances);
      return importBankFile(world.ctx, { name: "a.xml", bytes }, PUBLISHED_RATES);
    };
    const codes = async () => (await readStatementRemarks(world.ctx)).map(({ code }) => code);
    expect(await codes()).toEqual([]);
    await drop("2026-07-10", "-20.00", ["100.00", "80.00"]);
    expect(await codes()).toEqual([]);
    await drop("2026-09-10", "5.00", ["70.00", "80.00"]);
    expect(await codes()).toEqual(["DOES_NOT_ADD_UP", "GAP"]);
    await drop("2026-08-10", "-10.00", ["80.00", "70.00"]);
    expect(await codes()).toEqual([]);
    await drop("2026-09-10", "5.00", ["70.00", "80.00"]);
    expect(await codes()).toEqual(["DOES_NOT_ADD_UP"]);
    expect(await readStatementRemarks((await makeCompany(clock)).ctx)).toEqual([]);
  });

  it("is the company's own: another one sees nothing of it, and confirms nothing", async () => {
    await take(PAID);
    const { id, proposal } = await onlyLine();
    const other = await makeCompany(clock);
    expect((await listBankLines(other.ctx, readBankQuery({ etat: "tous" }), PUBLISHED_RATES)).allCount).toBe(
      0,
    );
    const tried = confirmMatch(other.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
    await expect(tried).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(undoMatch(other.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(
      await importBankFile(other.ctx, { name: "a.xml", bytes: camtFile([PAID]) }, PUBLISHED_RATES),
    ).toMatchObject({
      newCount: 1,
    });
  });

  it("is read page by page, forwards and back, and searched by name or label", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      on: `2026-10-${String((index % 20) + 1).padStart(2, "0")}`,
      amount: `${index + 1}.00`,
      label: `OPERATION ${index}`,
    }));
    await take(...many);
    const first = await list({ etat: "tous" });
    const second = await list({ etat: "tous", apres: first.next ?? "" });
    expect([first.lines.length, second.lines.length, second.next]).toEqual([50, 10, null]);
    const ids = [...first.lines, ...second.lines].map(({ id }) => id);
    expect(new Set(ids).size).toBe(60);
    const back = await list({ etat: "tous", avant: second.previous ?? "" });
    expect(back.lines.map(({ id }) => id)).toEqual(ids.slice(0, 50));
    expect((await list({ q: "operation 59" })).lines).toHaveLength(1);
    expect((await list({ etat: "__proto__", apres: "x" })).lines).toHaveLength(50);
  });

  it("is refused with the line, and nothing of it is kept", async () => {
    const tried = importBankFile(
      world.ctx,
      { name: "x.xml", bytes: camtFile([PAID]).subarray(0, -20) },
      PUBLISHED_RATES,
    );
    await expect(tried).rejects.toMatchObject({ errors: [{ field: "file", code: "BANK_XML" }] });
    expect((await list({ etat: "tous" })).allCount).toBe(0);
  });
});

describe("a movement that surely pays an invoice", () => {
  it("says why, and records nothing before a person confirms", async () => {
    await take(PAID);
    const { proposal, isPending } = await onlyLine();
    expect(isPending).toBe(true);
    expect(proposal).toMatchObject({
      grade: "SURE",
      clientName: "Conserverie Le Guen",
      invoices: [{ number: "F-2026-014" }],
    });
    expect(proposal?.reasons).toEqual([
      "le libellé cite F-2026-014",
      "le virement porte le nom de Conserverie Le Guen",
      "c’est exactement le solde de F-2026-014",
    ]);
    expect(await payments()).toEqual([]);
  });

  it("holds its reminder back until a day that the invoice says, then no more", async () => {
    const post = new PostOffice(world);
    await take(PAID);
    const { holds, next, pending } = await page();
    expect(pending).toMatchObject({ kind: "transfer" });
    expect(holds).toMatchObject([{ kind: "BANK_LINE", isRunning: true, untilOn: "2026-11-02" }]);
    expect(next.reasons[0]?.sentence).toBe(
      "Virement reçu, à rapprocher, jusqu’au 2\u00a0novembre\u00a02026\u00a0: «\u00a04\u00a0320,00\u00a0€ reçus le 20\u00a0octobre\u00a02026\u00a0».",
    );
    await post.sweep("2026-10-26", "2026-11-02", "Europe/Paris", 240);
    expect(post.left).toEqual([]);
    await post.sweep("2026-11-03", "2026-11-12", "Europe/Paris", 240);
    expect(post.left.length).toBeGreaterThan(0);
  });

  it("holds an invoice back that is entered after it, typed or imported", async () => {
    await take(
      { ...PAID, amount: "77.00", label: "F-2026-050" },
      { ...PAID, amount: "78.00", label: "F-2026-051" },
    );
    const typed = await makeInvoice(world.ctx, clientId, {
      number: "F-2026-050",
      issuedOn: "2026-09-20",
      dueOn: "2026-10-20",
      totalCents: "77,00",
    });
    expect(await page(typed)).toMatchObject({ holds: [{ kind: "BANK_LINE", isRunning: true }] });
    const { importId } = await importFile(
      world.ctx,
      "Numéro;Client;Date;Échéance;Total TTC\nF-2026-051;Conserverie Le Guen;20/09/2026;20/10/2026;78,00\n",
    );
    const [imported] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM invoice WHERE company_id = $1 AND number = 'F-2026-051'",
      [world.ctx.companyId],
    );
    expect(await page(imported?.id)).toMatchObject({ holds: [{ kind: "BANK_LINE", isRunning: true }] });
    expect(await page()).toMatchObject({ holds: [] });
    // Nobody has touched what was imported: its import is undone all the same.
    const count = await inCompany(world.ctx.companyId, (tx) =>
      countImported(tx, world.ctx.companyId, importId),
    );
    expect(count).toEqual({ untouched: 1, credits: 0, kept: {} });
  });

  it("holds an invoice back that is entered at the same instant, once the review comes by", async () => {
    const raw = { number: "F-2026-050", issuedOn: "2026-09-20", dueOn: "2026-10-20", totalCents: "77,00" };
    const bothWait = () =>
      vi.waitUntil(
        async () =>
          (
            await asOwner(
              database,
              "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
          ).length === 2,
        { timeout: 10_000 },
      );
    const { companyId } = world.ctx;
    // Both end with the journal: held here, each has looked, and neither has ended.
    const gestures = await inCompany(companyId, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM journal_head WHERE company_id = ${companyId}::uuid FOR UPDATE`;
      const both = [
        take({ ...PAID, amount: "77.00", label: "F-2026-050" }),
        makeInvoice(world.ctx, clientId, raw),
      ];
      await bothWait();
      return { both };
    });
    const [, typed] = await Promise.all(gestures.both);
    expect(await page(String(typed))).toMatchObject({ holds: [] });
    await reviewNextSlice(clock.now(), (_, error) => {
      throw error;
    });
    expect(await page(String(typed))).toMatchObject({ holds: [{ kind: "BANK_LINE", isRunning: true }] });
  });

  it("keeps a letter from being written about it, until a person has looked", async () => {
    await take(PAID);
    const write = () => prepareLetter(world.ctx, invoiceId, { channel: "LETTER" });
    await expect(write()).rejects.toMatchObject({ code: "INVOICE_SAID_PAID" });
    const { id } = await onlyLine();
    await setLineAside(world.ctx, id, { reason: "Autre débiteur" });
    await expect(write()).resolves.toBeDefined();
  });

  it("is paid on its booking day once confirmed, and the same form does it once", async () => {
    await take(PAID);
    const { id, proposal } = await onlyLine();
    const form = { key: "01a20000-0000-7000-8000-000000000001", fields: { ligne: id } };
    const ctx = { ...world.ctx, form };
    await Promise.all([1, 2].map(() => confirmMatch(ctx, id, proposal?.seen ?? "", PUBLISHED_RATES)));
    expect(await payments()).toMatchObject([
      { amountCents: 432_000n, receivedOn: "2026-10-20", method: "TRANSFER", reference: "FACTURE F2026014" },
    ]);
    expect(await page()).toMatchObject({ status: "PAID" });
    expect((await list()).lines).toEqual([]);
    expect(await onlyLine({ etat: "rapproches" })).toMatchObject({
      match: { kind: "RECORDED", clientName: "Conserverie Le Guen", invoices: [{ number: "F-2026-014" }] },
    });
    const again = confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
    await expect(again).rejects.toMatchObject({ code: "LINE_DECIDED" });
  });

  it("is refused when the invoice changed since it was read, and when someone pays it at the same moment", async () => {
    await take(PAID);
    const { id, proposal } = await onlyLine();
    const pay = (amountCents: string) =>
      recordPayment(world.ctx, invoiceId, {
        receivedOn: "20/10/2026",
        amountCents,
        method: "CARD",
        reference: "",
      });
    await pay("20,00");
    const tried = confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
    await expect(tried).rejects.toMatchObject({ code: "MATCH_CHANGED" });

    const other = await makeInvoice(world.ctx, clientId, {
      number: "F-2026-015",
      dueOn: "2026-10-24",
      totalCents: "77,00",
    });
    await take({ amount: "77.00", name: "LE GUEN CONSERVERIE", label: "F-2026-015" });
    const line = (await list()).lines.find(({ amountCents }) => amountCents === 7700n);
    const race = await Promise.allSettled([
      confirmMatch(world.ctx, line?.id ?? "", line?.proposal?.seen ?? "", PUBLISHED_RATES),
      recordPayment(world.ctx, other, {
        receivedOn: "20/10/2026",
        amountCents: "77,00",
        method: "CARD",
        reference: "",
      }),
    ]);
    expect(race.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [{ paid } = { paid: null }] = await asOwner<{ paid: string }>(
      database,
      "SELECT sum(amount_cents)::text AS paid FROM allocation WHERE invoice_id = $1",
      [other],
    );
    expect(paid).toBe("7700");
  });

  it("is refused when someone recorded it meanwhile on another invoice of the client", async () => {
    const other = await makeInvoice(world.ctx, clientId, { number: "F-2026-015", dueOn: "2026-10-24" });
    await take({ ...PAID, label: "VIREMENT" });
    const { id, proposal } = await onlyLine();
    expect(proposal).toMatchObject({ kind: "PAYMENT", invoices: [{ number: "F-2026-014" }] });
    const received = { receivedOn: "20/10/2026", amountCents: "4320,00", method: "TRANSFER", reference: "" };
    await recordPayment(world.ctx, other, received);
    const tried = confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
    await expect(tried).rejects.toMatchObject({ code: "MATCH_CHANGED" });
    expect(await onlyLine()).toMatchObject({ proposal: { kind: "KNOWN" } });
    await confirm();
    expect(await page()).toMatchObject({ status: "OPEN" });
  });

  it("is undone: the payment is reversed, the invoice owed, the movement waits and holds nothing more", async () => {
    await take(PAID);
    const id = await confirm();
    await undoMatch(world.ctx, id);
    expect(await payments()).toMatchObject([{ isReversed: true }]);
    expect(await page()).toMatchObject({ status: "OPEN", holds: [{ kind: "BANK_LINE", isRunning: false }] });
    expect(await onlyLine()).toMatchObject({ id, proposal: { grade: "SURE" } });
    await confirm();
    expect(await page()).toMatchObject({ status: "PAID" });
    await expect(undoMatch(world.ctx, id)).resolves.toBeUndefined();
    await expect(undoMatch(world.ctx, id)).rejects.toMatchObject({ code: "LINE_FREE" });
  });

  it("waits again when its payment is undone from the payments' own page", async () => {
    await take(PAID);
    await confirm();
    const [payment] = await payments();
    await reversePayment(world.ctx, payment?.id ?? "");
    expect((await list()).pendingCount).toBe(1);
  });

  it("is confirmed with all the others that are sure, and refused when one of them changed", async () => {
    const second = await makeInvoice(world.ctx, clientId, {
      number: "F-2026-020",
      dueOn: "2026-10-24",
      totalCents: "55,00",
    });
    await take(PAID, { amount: "55.00", label: "F-2026-020" }, { amount: "9.99", label: "DIVERS" });
    const { sure } = await list();
    expect(sure).toMatchObject({ count: 2, totalCents: 437_500n });
    await recordPayment(world.ctx, second, {
      receivedOn: "20/10/2026",
      amountCents: "5,00",
      method: "CARD",
      reference: "",
    });
    const stale = confirmSureMatches(world.ctx, sure?.seen ?? "", PUBLISHED_RATES);
    await expect(stale).rejects.toMatchObject({ code: "MATCH_CHANGED" });
    const seen = (await list()).sure?.seen ?? "";
    expect(await confirmSureMatches(world.ctx, seen, PUBLISHED_RATES)).toBe(1);
    expect(await page()).toMatchObject({ status: "PAID" });
  });
});

describe("« j’ai payé »", () => {
  it("is confirmed with the movement that proves it, and the client thanked", async () => {
    const link = await makeLink(world, clientId, [invoiceId]);
    const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
    await answerByLink(link.link, "paye", { onDate: "2026-10-19", method: "TRANSFER" }, ports, "192.0.2.0");
    await take({ amount: "4320.00", label: "VIR SEPA RECU" });
    expect(await onlyLine()).toMatchObject({ proposal: { grade: "SURE" } });
    await confirm();
    const answers = await asOwner<{ state: string }>(
      database,
      "SELECT state FROM answer WHERE company_id = $1",
      [world.ctx.companyId],
    );
    expect(answers).toEqual([{ state: "ACCEPTED" }]);
  });
});

describe("a payment typed by hand before the file", () => {
  it("is proposed as recorded already, and never recorded twice", async () => {
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "22/10/2026",
      amountCents: "4 320,00",
      method: "TRANSFER",
      reference: "",
    });
    await take(PAID);
    expect(await onlyLine()).toMatchObject({ proposal: { kind: "KNOWN", grade: "SURE" } });
    const id = await confirm();
    expect(await payments()).toHaveLength(1);
    expect(await onlyLine({ etat: "rapproches" })).toMatchObject({ match: { kind: "KNOWN" } });
    await undoMatch(world.ctx, id);
    expect(await payments()).toMatchObject([{ isReversed: false }]);
  });
});
