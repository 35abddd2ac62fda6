/** Several letters in one gesture: approved, printed and posted together; and the scans filed with one. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../../support/database";
import { makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/followLetter");
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
    expect(text(letters.bytes).split("MISE EN DEMEURE DE PAYER")).toHaveLength(3);
    const words = text(list.bytes);
    expect(words.indexOf("Brasserie du Canal")).toBeGreaterThan(-1);
    expect(words.indexOf("Conserverie Le Guen")).toBeGreaterThan(words.indexOf("Brasserie du Canal"));
    // The same letters print the same bytes.
    expect((await printPost(world.ctx, [...ids].reverse(), "lettres", postPrinter)).bytes).toEqual(
      letters.bytes,
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
