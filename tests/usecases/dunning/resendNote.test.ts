/** A note that its client waits for and that did not leave: listed until it is sent again, once, or filed. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { mailPorts } = await import("@/context/sending");
const { inCompany } = await import("@/db/inCompany");
const { countWaitingByCompany } = await import("@/db/reporting/firmWork");
const { localDate } = await import("@/domain/calendar");
const { readMime } = await import("@/mail/readMime");
const { resolveUncertain, retryFailed } = await import("@/usecases/dunning/decideMessages");
const { fileNote, resendNote } = await import("@/usecases/dunning/resendNote");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { readToday } = await import("@/usecases/reporting/readToday");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reopenAnswer } = await import("@/usecases/settlement/reopenAnswer");
const { attachDocument, removeDocument } = await import("@/usecases/invoicing/attachDocument");
const { wholePdf } = await import("../../support/pdfFiles");
const { replyToAnswer } = await import("@/usecases/settlement/replyToAnswer");
type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const TO = "compta@leguen.example";
const CC = "archives@leguen.example";
const REFUSED: Outcome = {
  kind: "refused_permanent",
  stage: "data",
  code: 554,
  text: "5.7.1 Content refused",
};
const ACCEPTED: Outcome = { kind: "accepted", response: "250 Ok", rejected: [] };

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";
/** What the server was handed. */
let handed: { to: string[]; mime: Uint8Array }[] = [];

beforeEach(async () => {
  clock.setParis("2026-10-27", 10);
  world = await makeCompany(clock);
  handed = [];
  const copy = { contact2Email: CC, contact2Role: "COPY", contact2Name: "Archives" };
  clientId = await makeClient(world.ctx, { contactEmail: TO, ...copy });
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
});

/** Sends what is ready to a server that answers so, a quarter of an hour later. */
async function send(outcome: Outcome): Promise<void> {
  clock.set(clock.now() + 15 * 60_000);
  const ports = mailPorts({
    deliver: async ({ envelope, mime }) => {
      handed.push({ to: [...envelope.to], mime });
      return outcome;
    },
  });
  await sendMessages(world.ctx.companyId, { ...ports, clock });
}

async function answer(kind: "MESSAGE" | "DISPUTE" | "PROMISE", onDate: string | null = null) {
  const { answerId } = await inCompany(world.ctx.companyId, (tx) =>
    recordAnswerIn(tx, world.ctx, {
      kind,
      source: "CALL",
      clientId,
      invoiceIds: [invoiceId],
      onDate: onDate === null ? null : localDate(onDate),
      amountCents: null,
      method: null,
      message: "Deux plateaux manquants",
      linkId: null,
      callTaskId: null,
      network: "",
    }),
  );
  return answerId;
}

const reply = async () =>
  replyToAnswer(world.ctx, await answer("MESSAGE"), { body: "Nous vérifions avec l’atelier." });

/** The notes that wait, as the company's own page and its firm's list see them: always the same. */
async function waiting() {
  const { failed, today } = await readToday(world.ctx, "Hélène");
  const { companyId } = world.ctx;
  const counts = await inCompany(companyId, (tx) =>
    countWaitingByCompany(tx, [{ companyId, today: localDate(today) }]),
  );
  expect(counts.find(({ kind }) => kind === "FAILED")?.count ?? 0).toBe(failed.length);
  return failed;
}

const theOne = async () => (await waiting())[0]?.id ?? "";
const overtaken = { code: "NOTE_OVERTAKEN" };
const moved = { code: "MESSAGE_MOVED" };

describe("a reply that the server refuses", () => {
  beforeEach(async () => {
    await reply();
    await send(REFUSED);
  });

  it("waits for a person, leaves again with the same words in a message of its own, and waits no more", async () => {
    expect(await waiting()).toMatchObject([{ kind: "ANSWER_REPLY", toEmails: [TO] }]);
    const id = await theOne();
    await resendNote(world.ctx, id);
    expect(await waiting()).toEqual([]);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(moved);
    await send(ACCEPTED);
    await send(ACCEPTED);
    expect(handed.map(({ to }) => to)).toEqual([
      [TO, CC],
      [TO, CC],
    ]);
    const [first, second] = await Promise.all(handed.map(({ mime }) => readMime(mime)));
    expect(first?.text).toContain("Nous vérifions avec l’atelier.");
    expect(second?.text).toContain("Nous vérifions avec l’atelier.");
    expect(second?.subject).toBe(first?.subject);
    expect(await waiting()).toEqual([]);
  });

  it("is filed, and stays as it is", async () => {
    const id = await theOne();
    await expect(retryFailed(world.ctx, id)).rejects.toMatchObject(moved);
    await fileNote(world.ctx, id);
    expect(await waiting()).toEqual([]);
    await expect(fileNote(world.ctx, id)).rejects.toMatchObject(moved);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(moved);
    await send(ACCEPTED);
    expect(handed).toHaveLength(1);
  });

  it("leaves once, however many press at the same moment", async () => {
    const id = await theOne();
    const pressed = await Promise.allSettled([1, 2, 3].map(() => resendNote(world.ctx, id)));
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await send(ACCEPTED);
    expect(handed).toHaveLength(2);
  });
});

describe("whom it goes to", () => {
  const GONE = { code: 550, enhancedCode: "5.1.1", text: "Unknown user" };
  const gone: Outcome = {
    kind: "refused_permanent",
    stage: "rcpt",
    ...GONE,
    rejected: [
      { recipient: TO, ...GONE },
      { recipient: CC, ...GONE },
    ],
  };

  it("is refused while no address of the client works, then goes to the one that was corrected", async () => {
    await reply();
    await send(gone);
    const id = await theOne();
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject({ code: "NO_RECIPIENT" });
    expect(await theOne()).toBe(id);
    await asOwner(
      database,
      "UPDATE contact SET email = 'nouvelle@leguen.example', email_state = 'UNKNOWN' WHERE company_id = $1 AND email = $2",
      [world.ctx.companyId, TO],
    );
    await resendNote(world.ctx, id);
    await send(ACCEPTED);
    expect(handed.at(-1)?.to).toEqual(["nouvelle@leguen.example"]);
  });

  it("is not handed again to those who had their copy", async () => {
    await reply();
    await send({
      kind: "accepted",
      response: "250 Ok",
      rejected: [{ recipient: TO, code: 554, enhancedCode: "5.7.1", text: "Policy" }],
    });
    await resendNote(world.ctx, await theOne());
    await send(ACCEPTED);
    expect(handed.map(({ to }) => to)).toEqual([[TO, CC], [TO]]);
  });
});

it("a note that may have left, and did not according to a person, leaves again by itself", async () => {
  await reply();
  await send({ kind: "uncertain", reason: "connection_lost", detail: "" });
  const [uncertain] = (await readToday(world.ctx, "Hélène")).uncertain;
  const resolved = await resolveUncertain(world.ctx, uncertain?.id ?? "", false);
  expect(resolved).toEqual({ kind: "ANSWER_REPLY", after: "LEAVES_AGAIN" });
  await send(ACCEPTED);
  await send(ACCEPTED);
  expect(handed).toHaveLength(2);
  expect((await readToday(world.ctx, "Hélène")).uncertain).toEqual([]);
});

it("one that did not leave, and that nobody can receive any more, waits for a person", async () => {
  await reply();
  await send({ kind: "uncertain", reason: "connection_lost", detail: "" });
  const [uncertain] = (await readToday(world.ctx, "Hélène")).uncertain;
  await asOwner(database, "UPDATE contact SET email_state = 'REFUSED' WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
  const resolved = await resolveUncertain(world.ctx, uncertain?.id ?? "", false);
  expect(resolved.after).toBe("WAITS");
  expect(await waiting()).toMatchObject([{ id: uncertain?.id, outcome: null }]);
  await fileNote(world.ctx, await theOne());
  expect(await waiting()).toEqual([]);
});

describe("a decision on a dispute", () => {
  let answerId = "";

  beforeEach(async () => {
    answerId = await answer("DISPUTE");
    await maintainInvoice(world.ctx, answerId, { note: "Bon signé", tell: "1", tellWords: "Bon signé." });
    await send(REFUSED);
  });

  it("is not sent again with figures that money has overtaken", async () => {
    const id = await theOne();
    const money = { receivedOn: "2026-10-27", amountCents: "400,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceId, money);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(overtaken);
    await fileNote(world.ctx, id);
    expect(await waiting()).toEqual([]);
  });

  it("is not sent again once the day that it asks to pay by has passed", async () => {
    const id = await theOne();
    clock.setParis("2026-11-20", 10);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(overtaken);
  });

  it("is nobody's business any more once it is undone", async () => {
    const id = await theOne();
    await reopenAnswer(world.ctx, answerId);
    expect(await waiting()).toEqual([]);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(moved);
  });
});

describe("what was agreed on the phone", () => {
  beforeEach(async () => {
    for (const day of ["2026-10-27", "2026-11-02"]) {
      clock.setParis(day, 14, 15);
      await runDueSteps(world.ctx.companyId, clock.now());
      await send(ACCEPTED);
    }
    const [call] = (await readToday(world.ctx, "Hélène")).calls;
    const promise = { outcome: "PROMISE", onDate: "2026-11-06", confirmByEmail: "1" };
    await recordCall(world.ctx, call?.id ?? "", promise);
    await send(REFUSED);
  });

  const pays = (amountCents: string) =>
    recordPayment(world.ctx, invoiceId, { receivedOn: "2026-11-02", amountCents, method: "TRANSFER" });

  it("waits as long as the promise does", async () => {
    expect(await waiting()).toMatchObject([{ kind: "CALL_CONFIRMATION" }]);
    await pays("1 000,00");
    expect(await waiting()).toEqual([]);
  });

  it("does not leave with an amount or on a day that is not true any more", async () => {
    const id = await theOne();
    clock.setParis("2026-11-07", 10);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(overtaken);
    clock.setParis("2026-11-02", 16);
    await pays("400,00");
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(overtaken);
    expect(await theOne()).toBe(id);
  });

  it("is nobody's business any more once the client has given another day", async () => {
    const id = await theOne();
    await answer("PROMISE", "2026-11-12");
    expect(await waiting()).toEqual([]);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(moved);
  });

  it("nor once a collective procedure forbids to pay", async () => {
    const id = await theOne();
    const judgment = { kind: "LIQUIDATION", openedOn: "2026-11-02", publishedOn: "2026-11-02" };
    await openInsolvency(world.ctx, clientId, judgment);
    expect(await waiting()).toEqual([]);
    await expect(resendNote(world.ctx, id)).rejects.toMatchObject(moved);
  });
});

it("a copy that the client asked for again, and received, waits no more", async () => {
  const { link } = await makeLink(world, clientId, [invoiceId], [TO]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  const ask = () => answerByLink(link, "copie", {}, ports, "203.0.113.0/24");
  await ask();
  await send(REFUSED);
  expect(await waiting()).toMatchObject([{ kind: "INVOICE_COPY" }]);
  clock.setParis("2026-10-29", 10);
  await ask();
  await send(ACCEPTED);
  expect(await waiting()).toEqual([]);
});

it("a copy whose PDF was taken off since waits no more, and its request does", async () => {
  const file = { name: "F.pdf", bytes: wholePdf() };
  const documentId = await attachDocument(world.ctx, invoiceId, file);
  const { link } = await makeLink(world, clientId, [invoiceId], [TO]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  await answerByLink(link, "copie", {}, ports, "203.0.113.0/24");
  await send(REFUSED);
  const [copy] = await waiting();
  expect(copy).toMatchObject({ kind: "INVOICE_COPY" });
  await removeDocument(world.ctx, documentId);
  expect(await waiting()).toEqual([]);
  await expect(resendNote(world.ctx, copy?.id ?? "")).rejects.toMatchObject(moved);
  const states = await asOwner(database, "SELECT state FROM answer WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
  expect(states).toEqual([{ state: "OPEN" }]);
});

it("a reminder is decided again, never sent as it was", async () => {
  clock.setParis("2026-10-27", 17, 15);
  await runDueSteps(world.ctx.companyId, clock.now());
  clock.setParis("2026-10-28", 10);
  await send(REFUSED);
  const [failed] = await waiting();
  expect(failed).toMatchObject({ kind: "REMINDER" });
  await expect(resendNote(world.ctx, failed?.id ?? "")).rejects.toMatchObject(moved);
  await retryFailed(world.ctx, failed?.id ?? "");
  expect(await waiting()).toEqual([]);
});
