/** The carrier reached through two folders: orders out, statuses in, crashes in between. */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import { makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { approveLetter, withdrawLetter } = await import("@/usecases/dunning/decideLetter");
const { entrustLetters } = await import("@/usecases/dunning/entrustLetters");
const { handOverLetters } = await import("@/usecases/dunning/handOverLetters");
const { postPrinter } = await import("@/context/printing");
const { takePostalReports } = await import("@/usecases/dunning/takePostalReports");
const { dueCompanies } = await import("@/usecases/dunning/dueCompanies");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { readToday } = await import("@/usecases/reporting/readToday");
const { fileCarrier } = await import("@/post/fileCarrier");
const { manualCarrier } = await import("@/post/manualCarrier");

const clock = parisClock("2026-10-01");
const root = await mkdtemp(join(tmpdir(), "carrier-"));
let world: World;
let outFolder = "";
let inFolder = "";

afterAll(() => rm(root, { recursive: true, force: true }));

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  outFolder = await mkdtemp(join(root, "out-"));
  inFolder = await mkdtemp(join(root, "in-"));
});

const ports = () => ({ clock, carrier: fileCarrier({ outFolder, inFolder }), printer: postPrinter });

/** A worker that dies before its carrier has anything. */
function crashing() {
  const hand = async () => {
    throw new Error("crash");
  };
  return { ...ports(), carrier: { ...ports().carrier, hand } };
}

/** An approved letter, entrusted. */
async function entrusted() {
  const made = await makeNotice(world, clock);
  await approveLetter(world.ctx, made.letterId, made.sha256);
  await entrustLetters(world.ctx, [made.letterId], "files");
  return made;
}

/** The same, handed over. */
async function handed() {
  const made = await entrusted();
  await handOverLetters(world.ctx.companyId, ports());
  return made;
}

/** A status file that is complete for a while already. */
async function status(name: string, content: unknown): Promise<void> {
  const path = join(inFolder, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  const before = new Date(Date.now() - 60_000);
  await utimes(path, before, before);
}

const report = (letter: string, code: string, on: string, more: object = {}) => ({
  company: world.ctx.companyId,
  letter,
  status: code,
  on,
  ...more,
});

const letterRow = async (letterId: string) =>
  (
    await asOwner<Record<string, string | null>>(
      database,
      `SELECT state::text, posted_on::text AS posted, presented_on::text AS presented, delivered_on::text AS delivered,
              returned_on::text AS returned, return_reason::text AS reason, deadline_on::text AS deadline, tracking_number AS number
       FROM letter WHERE id = $1`,
      [letterId],
    )
  )[0];

describe("orders", () => {
  it("leave as the exact PDF and a JSON that says where to, once", async () => {
    const made = await makeNotice(world, clock);
    await approveLetter(world.ctx, made.letterId, made.sha256);
    expect(await dueCompanies(clock).entrustedLetters()).not.toContain(world.ctx.companyId);
    await entrustLetters(world.ctx, [made.letterId], "files");
    await entrustLetters(world.ctx, [made.letterId], "files");
    expect(await dueCompanies(clock).entrustedLetters()).toContain(world.ctx.companyId);
    expect((await handOverLetters(world.ctx.companyId, ports())).count).toBe(1);
    expect((await handOverLetters(world.ctx.companyId, ports())).count).toBe(0);
    expect((await readdir(outFolder)).sort()).toEqual([`${made.letterId}.json`, `${made.letterId}.pdf`]);
    const order = JSON.parse(await readFile(join(outFolder, `${made.letterId}.json`), "utf8"));
    expect(order).toMatchObject({ letter: made.letterId, isRegistered: true, sha256: made.sha256 });
    expect(order.recipient.at(-1)).toBe("56170 QUIBERON");
    const pdf = await readFile(join(outFolder, order.pdf));
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(made.sha256);
  });

  it("are the same files when the worker dies before it could note them", async () => {
    const { letterId } = await handed();
    const before = await readFile(join(outFolder, `${letterId}.json`), "utf8");
    await asOwner(database, "UPDATE letter_dispatch SET handed_at = NULL WHERE letter_id = $1", [letterId]);
    await handOverLetters(world.ctx.companyId, ports());
    expect(await readdir(outFolder)).toHaveLength(2);
    expect(await readFile(join(outFolder, `${letterId}.json`), "utf8")).toBe(before);
  });

  it("do not leave once the invoice is paid: the letter goes back to a person", async () => {
    const made = await makeNotice(world, clock);
    await approveLetter(world.ctx, made.letterId, made.sha256);
    await entrustLetters(world.ctx, [made.letterId], "files");
    await recordPayment(world.ctx, made.invoiceId, {
      receivedOn: "23/11/2026",
      amountCents: "4 320",
      method: "TRANSFER",
    });
    await handOverLetters(world.ctx.companyId, ports());
    expect(await readdir(outFolder)).toEqual([]);
    expect((await readToday(world.ctx, "Hélène")).letters.map((letter) => letter.id)).toEqual([
      made.letterId,
    ]);
    await expect(entrustLetters(world.ctx, [made.letterId], "files")).rejects.toMatchObject({
      code: "INVOICE_PAID",
    });
  });

  it("whose envelope cannot be drawn goes back to a person, and keeps none of the others waiting", async () => {
    const [broken, whole] = [await entrusted(), await entrusted()];
    let drawn = 0;
    const joinEnvelope: typeof postPrinter.joinEnvelope = async (envelope) => {
      drawn += 1;
      if (drawn === 1) throw new TypeError("a font is broken");
      return postPrinter.joinEnvelope(envelope);
    };
    const { failed } = await handOverLetters(world.ctx.companyId, { ...ports(), printer: { joinEnvelope } });
    expect(failed).toMatchObject([{ letterId: broken.letterId }]);
    expect(await readdir(outFolder)).toEqual([`${whole.letterId}.json`, `${whole.letterId}.pdf`]);
    const { letters } = await readToday(world.ctx, "Hélène");
    expect(letters).toMatchObject([{ id: broken.letterId }]);
    expect(letters[0]?.problem).toContain("une erreur de notre côté");
    expect((await handOverLetters(world.ctx.companyId, ports())).count).toBe(0);
  });

  it("do not leave when the money comes in while the envelope is drawn", async () => {
    const made = await entrusted();
    const joinEnvelope: typeof postPrinter.joinEnvelope = async (envelope) => {
      await recordPayment(world.ctx, made.invoiceId, {
        receivedOn: "23/11/2026",
        amountCents: "4 320",
        method: "TRANSFER",
      });
      return postPrinter.joinEnvelope(envelope);
    };
    await handOverLetters(world.ctx.companyId, { ...ports(), printer: { joinEnvelope } });
    expect(await readdir(outFolder)).toEqual([]);
    expect((await readToday(world.ctx, "Hélène")).letters.map(({ id }) => id)).toEqual([made.letterId]);
  });

  it("count as with the carrier from the instant they are given, and are given again after a crash", async () => {
    const made = await entrusted();
    await expect(handOverLetters(world.ctx.companyId, crashing())).rejects.toThrow("crash");
    await expect(withdrawLetter(world.ctx, made.letterId)).rejects.toMatchObject({ code: "LETTER_HANDING" });
    expect((await handOverLetters(world.ctx.companyId, ports())).count).toBe(0);
    clock.set(clock.now() + 6 * 60_000);
    expect(await dueCompanies(clock).entrustedLetters()).toContain(world.ctx.companyId);
    expect((await handOverLetters(world.ctx.companyId, ports())).count).toBe(1);
    expect(await readdir(outFolder)).toHaveLength(2);
    await expect(withdrawLetter(world.ctx, made.letterId)).rejects.toMatchObject({ code: "LETTER_HANDED" });
    expect(await dueCompanies(clock).entrustedLetters()).not.toContain(world.ctx.companyId);
  });

  it("paid after the crash, are not given again: a person is told where the letter may be", async () => {
    const made = await entrusted();
    await expect(handOverLetters(world.ctx.companyId, crashing())).rejects.toThrow("crash");
    await recordPayment(world.ctx, made.invoiceId, {
      receivedOn: "23/11/2026",
      amountCents: "4 320",
      method: "TRANSFER",
    });
    clock.set(clock.now() + 6 * 60_000);
    await handOverLetters(world.ctx.companyId, ports());
    expect(await readdir(outFolder)).toEqual([]);
    const [row] = await asOwner<{ outcome: string }>(database, "SELECT outcome FROM letter WHERE id = $1", [
      made.letterId,
    ]);
    expect(row?.outcome).toContain("peut-être déjà chez votre prestataire");
  });

  it("drawn and entrusted again, replace what still lies in the folder", async () => {
    const { letterId } = await handed();
    const json = () => readFile(join(outFolder, `${letterId}.json`), "utf8");
    const before = await json();
    await asOwner(database, "UPDATE letter_dispatch SET refused_at = now() WHERE letter_id = $1", [letterId]);
    clock.set(clock.now() + 60_000);
    await entrustLetters(world.ctx, [letterId], "files");
    await handOverLetters(world.ctx.companyId, ports());
    expect(await json()).not.toBe(before);
  });

  it("cannot be withdrawn once handed over, and wait for nobody", async () => {
    const { letterId } = await handed();
    expect((await readToday(world.ctx, "Hélène")).letters).toEqual([]);
    await expect(withdrawLetter(world.ctx, letterId)).rejects.toMatchObject({ code: "LETTER_HANDED" });
  });

  it("are not for the manual carrier", async () => {
    expect(await manualCarrier.collect()).toEqual([]);
    await expect(manualCarrier.hand({} as never)).rejects.toMatchObject({ code: "NO_CARRIER" });
  });
});

describe("statuses", () => {
  it("tell the whole life of the letter, and are read once", async () => {
    const { letterId } = await handed();
    clock.setParis("2026-12-01");
    await status("1.json", report(letterId, "PC1", "2026-11-24", { trackingNumber: TRACKING }));
    await status("2.json", [report(letterId, "DI1", "2026-11-27"), report(letterId, "AG1", "2026-11-26")]);
    expect(await takePostalReports(ports())).toEqual({ taken: 2, rejected: [], failed: [] });
    const told = {
      state: "DELIVERED",
      posted: "2026-11-24",
      presented: "2026-11-26",
      delivered: "2026-11-27",
      deadline: "2026-12-04",
      number: "1A04787720243",
    };
    expect(await letterRow(letterId)).toMatchObject(told);
    expect(await readdir(inFolder)).toEqual(["done"]);
    // The same file again: nothing changes, and it does not erase the first.
    await status("2.json", [report(letterId, "AG1", "2026-11-26"), report(letterId, "DI1", "2026-11-27")]);
    expect(await takePostalReports(ports())).toMatchObject({ taken: 1 });
    expect(await letterRow(letterId)).toMatchObject(told);
    expect((await readdir(join(inFolder, "done"))).sort()).toEqual(["1.json", "2.2.json", "2.json"]);
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      database,
      "SELECT count(*)::int AS count FROM letter_status WHERE letter_id = $1",
      [letterId],
    );
    expect(count).toBe(3);
  });

  it("tell a wrong address from a letter nobody claimed", async () => {
    const lost = await handed();
    clock.setParis("2026-12-20");
    await status("a.json", [
      report(lost.letterId, "PC1", "2026-11-24", { trackingNumber: TRACKING }),
      report(lost.letterId, "MD2", "2026-11-25"),
      report(lost.letterId, "ND1", "2026-11-26"),
      report(lost.letterId, "DI2", "2026-12-01"),
    ]);
    expect(await takePostalReports(ports())).toMatchObject({ rejected: [] });
    expect(await letterRow(lost.letterId)).toMatchObject({
      state: "RETURNED",
      reason: "WRONG_ADDRESS",
      presented: null,
      deadline: null,
    });
    clock.setParis("2026-10-01");
    world = await makeCompany(clock);
    const unclaimed = await handed();
    clock.setParis("2026-12-20");
    await status("b.json", [
      report(unclaimed.letterId, "PC1", "2026-11-24", { trackingNumber: TRACKING }),
      report(unclaimed.letterId, "AG1", "2026-11-25"),
      report(unclaimed.letterId, "DI2", "2026-12-12"),
    ]);
    expect(await takePostalReports(ports())).toMatchObject({ rejected: [] });
    expect(await letterRow(unclaimed.letterId)).toMatchObject({
      reason: "UNCLAIMED",
      presented: "2026-11-25",
      deadline: "2026-12-03",
    });
  });

  it("give a refused letter back to a person, with the reason", async () => {
    const { letterId } = await handed();
    await status("r.json", report(letterId, "REFUSED", "2026-11-23", { note: "Adresse illisible" }));
    expect(await takePostalReports(ports())).toMatchObject({ taken: 1 });
    expect((await readToday(world.ctx, "Hélène")).letters).toMatchObject([
      { id: letterId, problem: "Adresse illisible" },
    ]);
    await entrustLetters(world.ctx, [letterId], "files");
    expect(await dueCompanies(clock).entrustedLetters()).toContain(world.ctx.companyId);
  });

  it.each([
    ["not JSON", () => "{"],
    ["an unknown status", (id: string) => report(id, "XX9", "2026-11-24")],
    ["a day that does not exist", (id: string) => report(id, "PC1", "2026-02-30")],
    ["a misspelt key", (id: string) => report(id, "PC1", "2026-11-23", { tracking: TRACKING })],
    ["an unknown letter", () => report("018f0000-0000-7000-8000-000000000000", "PC1", "2026-11-23")],
    ["a day to come", (id: string) => report(id, "PC1", "2026-11-24", { trackingNumber: TRACKING })],
    ["a deposit without number", (id: string) => report(id, "PC1", "2026-11-23")],
    ["a delivery before any deposit", (id: string) => report(id, "DI1", "2026-11-23")],
    ["an empty list", () => []],
    ["a letter that no database keeps", (id: string) => report(id, "PC1", "2026-11-22", { note: "\0" })],
  ])("are put aside with the reason: %s", async (_, make) => {
    const { letterId } = await handed();
    await status("bad.json", make(letterId));
    await status("good.json", report(letterId, "PC1", "2026-11-23", { trackingNumber: TRACKING }));
    const outcome = await takePostalReports(ports());
    expect(outcome).toMatchObject({ taken: 1, rejected: [{ name: "bad.json" }] });
    expect((await readdir(join(inFolder, "rejected"))).sort()).toEqual(["bad.json", "bad.json.reason.txt"]);
    const reason = await readFile(join(inFolder, "rejected", "bad.json.reason.txt"), "utf8");
    expect(reason.trim().length).toBeGreaterThan(5);
    expect((await letterRow(letterId))?.state).toBe("POSTED");
  });

  it("cannot speak of the letter of another company", async () => {
    const { letterId } = await handed();
    const other = await makeCompany(clock, { name: "Étrangère" });
    await status("x.json", {
      ...report(letterId, "PC1", "2026-11-23", { trackingNumber: TRACKING }),
      company: other.ctx.companyId,
    });
    expect(await takePostalReports(ports())).toMatchObject({ taken: 0 });
    expect((await letterRow(letterId))?.state).toBe("TO_POST");
  });

  it("are left alone while they are being written, and nothing else in the folder is touched", async () => {
    const { letterId } = await handed();
    await writeFile(join(inFolder, "fresh.json"), JSON.stringify(report(letterId, "PC1", "2026-11-23")));
    await status("readme.txt", "hello");
    await status(".hidden.json", "{");
    expect(await takePostalReports(ports())).toEqual({ taken: 0, rejected: [], failed: [] });
    expect((await readdir(inFolder)).sort()).toEqual([".hidden.json", "fresh.json", "readme.txt"]);
  });
});
