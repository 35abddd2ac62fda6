/** The words of one reminder, changed before it is approved: they are what leaves, with computed figures. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../../support/world");
const { inCompany } = await import("@/db/inCompany");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { readMessageWords, restoreStepWords, saveMessageWords } = await import(
  "@/usecases/dunning/messageWords"
);
const { wordsMark } = await import("@/usecases/dunning/wordsAuthors");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { editedWords } = await import("@/usecases/dunning/messageWords");
const { seenOf } = await import("@/usecases/seenRecord");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { messageReader } = await import("@/context/messageReader");
const { mailPorts } = await import("@/context/sending");

const clock = parisClock("2026-10-20");
const reader = messageReader();
const SUBJECT = "{{titre}}, suite à notre échange";
const BODY =
  "Bonjour Anne,\n\nComme vu à l’atelier, il reste {{solde}}.\n\n{{décompte}}\n\n{{réponses}}\n\n{{signature}}";
const WORDS = { subject: SUBJECT, body: BODY };
let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";
let id = "";

const waiting = async () => (await listApprovals(world.ctx))[0]?.id ?? "";
const read = () => readMessage(world.ctx, id, reader);
/** What its page shows of the words. */
const mark = async () => wordsMark((await read()).wordsAuthor);

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock, { safeMode: true });
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-20" });
  clock.setParis("2026-10-22", 11);
  await runDueSteps(world.ctx.companyId, clock.now());
  id = await waiting();
});

const pay = (amountCents: string) =>
  recordPayment(world.ctx, invoiceId, { amountCents, receivedOn: "2026-10-22", method: "TRANSFER" });

describe("the words of a reminder that waits for approval", () => {
  it("are shown, then sent, with the figures computed, and the history names their author", async () => {
    await saveMessageWords(world.ctx, id, WORDS);
    const preview = await read();
    expect(preview.parts?.subject).toBe("Facture F-1, suite à notre échange");
    expect(preview.parts?.text).toContain("Comme vu à l’atelier, il reste 4\u00a0320,00\u00a0€.");
    expect(preview.parts?.text).toContain("IBAN");
    expect(preview.wordsAuthor?.name).toBe("Hélène Brisset");
    await approveMessages(world.ctx, [id]);
    const deliver = async () => ({ kind: "accepted" as const, response: "250 Ok", rejected: [] });
    await sendMessages(world.ctx.companyId, { ...mailPorts({ deliver }), clock });
    const sent = await read();
    expect(sent).toMatchObject({ state: "SENT", isExact: true, mayReword: false });
    expect(sent.parts?.subject).toBe("Facture F-1, suite à notre échange");
    expect(sent.parts?.text).toContain("Comme vu à l’atelier");
    const { timeline } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(timeline.some(({ detail }) => detail.includes("Texte modifié par Hélène Brisset."))).toBe(true);
  });

  it("are approved as they were read, or read again", async () => {
    await saveMessageWords(world.ctx, id, WORDS);
    const approve = (words: string) => approveMessages(world.ctx, [id], new Map([[id, words]]));
    await expect(approve("")).rejects.toMatchObject({ code: "MESSAGE_REWORDED" });
    // The lists say it too.
    expect((await listApprovals(world.ctx))[0]?.wordsMark).toBe(await mark());
    expect(await approve(await mark())).toBe(1);
  });

  it("change no more once it is approved", async () => {
    await approveMessages(world.ctx, [id]);
    await expect(saveMessageWords(world.ctx, id, WORDS)).rejects.toMatchObject({ code: "MESSAGE_MOVED" });
    await expect(restoreStepWords(world.ctx, id, "")).rejects.toMatchObject({ code: "MESSAGE_MOVED" });
    expect(await readMessageWords(world.ctx, id)).toBeNull();
  });

  it("go back to those of the scenario", async () => {
    const before = (await read()).parts?.text;
    await saveMessageWords(world.ctx, id, WORDS);
    await restoreStepWords(world.ctx, id, await mark());
    expect((await read()).parts?.text).toBe(before);
    expect(await readMessageWords(world.ctx, id)).toMatchObject({ isOwn: false });
    const actions = await inCompany(world.ctx.companyId, (tx) =>
      tx.journalEntry.findMany({
        where: { entityId: id },
        orderBy: { seq: "asc" },
        select: { action: true },
      }),
    );
    expect(actions.map(({ action }) => action).slice(-2)).toEqual([
      "message.reworded",
      "message.words_restored",
    ]);
  });

  it("are given up by who has read them, and by nobody else", async () => {
    await saveMessageWords(world.ctx, id, WORDS);
    const opened = (await readMessageWords(world.ctx, id))?.mark ?? "";
    clock.setParis("2026-10-22", 11, 5);
    await saveMessageWords(world.ctx, id, { ...WORDS, subject: "{{titre}}" });
    await expect(restoreStepWords(world.ctx, id, opened)).rejects.toMatchObject({ code: "MESSAGE_REWORDED" });
    expect(await readMessageWords(world.ctx, id)).toMatchObject({ text: { subject: "{{titre}}" } });
  });

  it("refuse what no message may say", async () => {
    const refused = (raw: object) => saveMessageWords(world.ctx, id, { ...WORDS, ...raw });
    await expect(refused({ subject: "Bonjour\r\nBcc: tous@ailleurs.example" })).rejects.toMatchObject({
      errors: [{ field: "subject", code: "CONTROL" }],
    });
    await expect(refused({ body: BODY.replace("{{solde}}", "{{sold}}") })).rejects.toMatchObject({
      errors: [{ field: "body", code: "VARIABLE", message: expect.stringContaining("{{sold}}") }],
    });
    await expect(refused({ body: BODY.replace("{{décompte}}", "4 320 €") })).rejects.toMatchObject({
      errors: [{ field: "body", code: "BLOCK" }],
    });
    await expect(refused({ body: "" })).rejects.toMatchObject({ errors: [{ field: "body" }] });
    expect((await read()).wordsAuthor).toBeNull();
  });

  it("are not overwritten by someone who has not read them", async () => {
    const opened = (await readMessageWords(world.ctx, id))?.text ?? WORDS;
    const vu = seenOf(editedWords(opened), clock.now());
    const other = {
      ...world.ctx,
      actor: { kind: "user" as const, userId: await makeUser("Paul Cadic"), firmId: null },
    };
    await saveMessageWords(other, id, WORDS);
    await expect(
      saveMessageWords(world.ctx, id, { ...WORDS, subject: "{{titre}}", vu }),
    ).rejects.toMatchObject({ code: "STALE_FORM", message: expect.stringContaining("Paul Cadic a modifié") });
  });
});

describe("a payment after the words were changed", () => {
  it("has the approval asked again, with the same words and the new figures", async () => {
    await saveMessageWords(world.ctx, id, WORDS);
    await pay("320,00");
    await runDueSteps(world.ctx.companyId, clock.now());
    const again = await waiting();
    expect(again).not.toBe(id);
    id = again;
    expect((await read()).parts?.text).toContain("il reste 4\u00a0000,00\u00a0€.");
    await restoreStepWords(world.ctx, id, await mark());
    await pay("1 000,00");
    await runDueSteps(world.ctx.companyId, clock.now());
    id = await waiting();
    expect((await read()).wordsAuthor).toBeNull();
  });

  it("drops them when the message would leave without being read again", async () => {
    await saveMessageWords(world.ctx, id, WORDS);
    await inCompany(world.ctx.companyId, (tx) =>
      tx.company.update({ where: { id: world.ctx.companyId }, data: { safeMode: false } }),
    );
    await pay("320,00");
    clock.setParis("2026-10-22", 17);
    await runDueSteps(world.ctx.companyId, clock.now());
    const [row] = await inCompany(world.ctx.companyId, (tx) =>
      tx.message.findMany({ where: { state: "READY" }, include: { text: true } }),
    );
    expect(row).toMatchObject({ kind: "REMINDER", text: null });
  });
});
