/** The statement that travels with a firm reminder: the same sums, line by line, in a PDF. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { asPrinted, readPdf, textOfPdf } from "../../support/readPdf";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { wholePdf } = await import("../../support/pdfFiles");
const { readyText } = await import("@/domain/dunning/readyTexts");
const { saveStep } = await import("@/usecases/dunning/saveStep");
const { publishVersion } = await import("@/usecases/dunning/publishVersion");
const { listScenarios } = await import("@/usecases/dunning/readScenario");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { dunAnyway } = await import("@/usecases/settlement/applyClientCredit");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { messageReader } = await import("@/context/messageReader");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;

/** The standard scenario, its steps of J+2 and J+15 asking for the statement. */
async function askForStatements() {
  const [scenario] = await listScenarios(world.ctx);
  for (const [days, tone] of [
    ["2", "FRIENDLY"],
    ["15", "FIRM"],
  ] as const) {
    const { subject, body } = readyText({ channel: "EMAIL", tone, offsetDays: Number(days) }, "fr", "FORMAL");
    const step = { days, side: "AFTER", channel: "EMAIL", tone, attachStatement: "1" };
    await saveStep(world.ctx, scenario?.id ?? "", Number(days), {
      ...step,
      subject_fr: subject,
      body_fr: body,
    });
  }
  await publishVersion(world.ctx, scenario?.id ?? "", {});
}

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  await askForStatements();
});

describe("the statement of a step that asks for it", () => {
  it("is attached as a PDF with the sums of the message, all its invoices together", async () => {
    const post = new PostOffice(world);
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-24" });
    await makeInvoice(world.ctx, clientId, { number: "F-2", dueOn: "2026-10-24", totalCents: "100,00" });
    for (const day of ["2026-10-26", "2026-11-02", "2026-11-09"]) await post.day(day);
    // The first message is friendly: it asks for the invoices alone.
    expect((await post.read(0)).attachments.filter(({ contentType }) => contentType.includes("pdf"))).toEqual(
      [],
    );
    const firm = await post.read();
    const [file, ...others] = firm.attachments.filter(({ contentType }) => contentType === "application/pdf");
    expect(others).toEqual([]);
    expect(file?.filename).toBe("decompte-Conserverie Le Guen-2026-11-09.pdf");
    const text = textOfPdf(readPdf(file?.content ?? new Uint8Array()).pages);
    // 4 320 and 100 of principal, 23,48 and 0,54 of penalties at 12,40 % over 16 days, 40 twice.
    expect(firm.text).toContain("4\u00a0524,02\u00a0€");
    expect(text).toContain(asPrinted("4\u00a0524,02\u00a0€"));
    for (const number of ["F-1", "F-2"]) expect(text).toContain(number);
  });

  it("leaves out an invoice that is disputed in part, and is not attached when nothing else is left", async () => {
    const post = new PostOffice(world);
    const clientId = await makeClient(world.ctx);
    const disputed = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-24" });
    for (const day of ["2026-10-26", "2026-11-02"]) await post.day(day);
    await noteDispute(world.ctx, disputed, {
      category: "PRICE",
      amountCents: "20,00",
      message: "remise oubliée",
    });
    await post.day("2026-11-09");
    expect(post.left).toHaveLength(2);
    expect((await post.read()).attachments.map(({ contentType }) => contentType)).not.toContain(
      "application/pdf",
    );
  });

  it("deducts what is held for the client, as the message does", async () => {
    const post = new PostOffice(world);
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-24", totalCents: "1 000,00" });
    const raw = { kind: "DEPOSIT", amountCents: "100,00", receivedOn: "2026-10-01" };
    await dunAnyway(world.ctx, await recordClientCredit(world.ctx, clientId, raw));
    for (const day of ["2026-10-26", "2026-11-02", "2026-11-09"]) await post.day(day);
    const firm = await post.read();
    const file = firm.attachments.find(({ contentType }) => contentType === "application/pdf");
    const text = textOfPdf(readPdf(file?.content ?? new Uint8Array()).pages);
    // 1 000 of principal, 5,44 of penalties and 40, less 100.
    expect(firm.text).toContain("945,44\u00a0€");
    expect(text).toContain("Avoir à votre nom");
    expect(text).toContain(asPrinted("945,44\u00a0€"));
  });

  it("is announced to whoever approves the message, before it is drawn", async () => {
    const post = new PostOffice(world);
    await makeInvoice(world.ctx, await makeClient(world.ctx), { number: "F-1", dueOn: "2026-10-24" });
    for (const day of ["2026-10-26", "2026-11-02"]) await post.day(day);
    await setSafeMode(world.ctx, true);
    await post.day("2026-11-09");
    const [waiting] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM message WHERE company_id = $1 AND state = 'AWAITING_APPROVAL'",
      [world.ctx.companyId],
    );
    const { parts } = await readMessage(world.ctx, waiting?.id ?? "", messageReader());
    expect(parts?.attachments).toEqual([
      { filename: "decompte-F-1-2026-11-09.pdf", contentType: "application/pdf", sizeBytes: null },
    ]);
  });

  it("is drawn for twenty messages at a time, and every message leaves", async () => {
    const drawn: number[] = [];
    let batch = 0;
    const printer = {
      async printStatement() {
        drawn.push(batch);
        return wholePdf();
      },
      printAccount: async () => wholePdf(),
    };
    // Rung once a batch has its bytes: what is drawn after it belongs to the next one.
    const failpoint = (name: string) => {
      if (name === "after_claim") batch += 1;
    };
    const post = new PostOffice(world, { printer, failpoint });
    for (let n = 0; n < 23; n += 1) {
      await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-07" });
    }
    clock.setParis("2026-11-24", 17, 15);
    for (let round = 0; round < 3; round += 1) await post.round();
    expect(post.left).toHaveLength(23);
    const sizes = Array.from({ length: batch }, (_, each) => drawn.filter((one) => one === each).length);
    expect(sizes.filter((size) => size > 0)).toEqual([20, 3]);
  });
});
