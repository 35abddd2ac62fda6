/** Several letters in one gesture: approved, printed and posted together; and the scans filed with one. */
import { PDFDocument } from "@cantoo/pdf-lib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { approveLetters, markLettersPosted, trackingField } = await import("@/usecases/dunning/letterBatch");
const { addLetterProof, removeLetterProof } = await import("@/usecases/dunning/letterProofs");
const { listLetters, readLetterQuery } = await import("@/usecases/dunning/listLetters");
const { printPost } = await import("@/usecases/dunning/printLetters");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { postPrinter } = await import("@/context/printing");
const { rates } = await import("@/context/rates");

const clock = parisClock("2026-10-01");
let world: World;

const tab = async (etat: string) =>
  (await listLetters(world.ctx, readLetterQuery({ etat }))).lines.map((line) => line.id);
const view = (letterId: string) => readLetter(world.ctx, letterId, rates);

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

async function posted() {
  const made = await makeNotice(world, clock);
  await approveLetter(world.ctx, made.letterId, made.sha256);
  await markPosted(world.ctx, made.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
  return made;
}

describe("several letters", () => {
  it("approves all that was read, or none", async () => {
    const a = await makeNotice(world, clock);
    const b = await makeNotice(world, clock, { client: { name: "Brasserie du Canal" } });
    const read = (one: typeof a, sha256 = one.sha256) => ({ letterId: one.letterId, sha256 });
    await expect(approveLetters(world.ctx, [read(a), read(b, "another")])).rejects.toMatchObject({
      code: "LETTER_REDRAWN",
    });
    expect(await tab("a-poster")).toEqual([]);
    await approveLetters(world.ctx, [read(b), read(a)]);
    expect((await tab("a-poster")).sort()).toEqual([a.letterId, b.letterId].sort());
  });

  it("prints a day's post: one file in the order of the clients, and its list", async () => {
    const a = await makeNotice(world, clock);
    const b = await makeNotice(world, clock, { client: { name: "Brasserie du Canal" } });
    await approveLetters(world.ctx, [a, b]);
    const { readPdf, textOfPdf } = await import("../../support/readPdf");
    const ids = [a.letterId, b.letterId];
    const letters = await printPost(world.ctx, ids, "lettres", postPrinter);
    const list = await printPost(world.ctx, ids, "liste", postPrinter);
    const text = (bytes: Uint8Array) => textOfPdf(readPdf(bytes).pages);
    const pagesOf = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount();
    const alone = await printPost(world.ctx, [a.letterId], "lettres", postPrinter);
    expect(await pagesOf(letters.bytes)).toBe((await pagesOf(alone.bytes)) * 2);
    const words = text(list.bytes);
    expect(words.indexOf("Brasserie du Canal")).toBeGreaterThan(-1);
    expect(words.indexOf("Conserverie Le Guen")).toBeGreaterThan(words.indexOf("Brasserie du Canal"));
    // The same letters print the same bytes.
    expect((await printPost(world.ctx, [...ids].reverse(), "lettres", postPrinter)).bytes).toEqual(
      letters.bytes,
    );
  });

  it("prints the copy a letter announces after it, and names on the list the one that is locked", async () => {
    const { attachDocument } = await import("@/usecases/invoicing/attachDocument");
    const { readPdf, textOfPdf } = await import("../../support/readPdf");
    const a = await makeNotice(world, clock);
    await approveLetters(world.ctx, [a]);
    const without = await printPost(world.ctx, [a.letterId], "lettres", postPrinter);
    const copy = await PDFDocument.create();
    copy.addPage([123, 456]);
    await attachDocument(world.ctx, a.invoiceId, {
      name: "f.pdf",
      bytes: await copy.save({ useObjectStreams: false }),
    });
    // The letter announces no copy: it had none when it was drawn.
    expect((await printPost(world.ctx, [a.letterId], "lettres", postPrinter)).bytes).toEqual(without.bytes);
    const { redrawLetter } = await import("@/usecases/dunning/decideLetter");
    await redrawLetter(world.ctx, a.letterId);
    await drawAll(world);
    await approveLetter(world.ctx, a.letterId, (await view(a.letterId)).document?.sha256 ?? "");
    const widths = async () => {
      const { bytes } = await printPost(world.ctx, [a.letterId], "lettres", postPrinter);
      return (await PDFDocument.load(bytes)).getPages().map((page) => Math.round(page.getWidth()));
    };
    expect((await widths()).at(-1)).toBe(123);
    const locked = await PDFDocument.create();
    locked.addPage([124, 456]);
    locked.encrypt({ ownerPassword: "secret", userPassword: "" });
    clock.setParis("2026-11-23", 11);
    await attachDocument(world.ctx, a.invoiceId, {
      name: "g.pdf",
      bytes: await locked.save({ useObjectStreams: false }),
    });
    expect((await widths()).at(-1)).toBe(595);
    const list = await printPost(world.ctx, [a.letterId], "liste", postPrinter);
    expect(textOfPdf(readPdf(list.bytes).pages)).toMatch(
      /À imprimer à part\s: copie de la facture .+ \(ce PDF est protégé\)/,
    );
  });

  it("notes a day's post with a number each; one mistake and nothing is written", async () => {
    const a = await makeNotice(world, clock);
    const b = await makeNotice(world, clock, { client: { name: "Brasserie du Canal" } });
    await approveLetters(world.ctx, [a, b]);
    const raw = (one: string, other: string) => ({
      postedOn: "23/11/2026",
      [trackingField(a.letterId)]: one,
      [trackingField(b.letterId)]: other,
    });
    const ids = [a.letterId, b.letterId];
    await expect(markLettersPosted(world.ctx, ids, raw(TRACKING, "12"))).rejects.toMatchObject({
      errors: [{ field: trackingField(b.letterId) }],
    });
    await expect(markLettersPosted(world.ctx, ids, raw(TRACKING, TRACKING))).rejects.toMatchObject({
      errors: [{ code: "TWICE" }],
    });
    expect(await tab("en-chemin")).toEqual([]);
    await markLettersPosted(world.ctx, ids, raw(TRACKING, "1A04787720311"));
    expect((await tab("en-chemin")).sort()).toEqual([...ids].sort());
  });
});

describe("scans", () => {
  const png = Uint8Array.from(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
      "base64",
    ),
  );

  it("files what the content shows, whatever the name, once", async () => {
    const { letterId } = await posted();
    const scan = { name: "avis.pdf", bytes: png };
    await addLetterProof(world.ctx, letterId, { kind: "RECEIPT" }, scan);
    await addLetterProof(world.ctx, letterId, { kind: "RECEIPT" }, scan);
    const { proofs } = await view(letterId);
    expect(proofs).toMatchObject([{ kind: "RECEIPT", name: "avis.pdf.png" }]);
    const cut = { name: "avis.png", bytes: png.slice(0, -4) };
    await expect(addLetterProof(world.ctx, letterId, { kind: "RECEIPT" }, cut)).rejects.toMatchObject({
      errors: [{ field: "file", code: "FILE_CUT" }],
    });
    const script = { name: "avis.pdf", bytes: new TextEncoder().encode("<script>") };
    await expect(addLetterProof(world.ctx, letterId, { kind: "OTHER" }, script)).rejects.toMatchObject({
      errors: [{ field: "file", code: "FILE_TYPE" }],
    });
    await removeLetterProof(world.ctx, letterId, proofs[0]?.documentId ?? "");
    expect((await view(letterId)).proofs).toEqual([]);
  });
});
