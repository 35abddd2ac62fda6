/** The evidence file: whole, in order, and any change to it is found by the verifier that goes with it. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyEvidence } from "../../../src/formats/evidence/verifier.mjs";
import { createTestDatabase } from "../../support/database";
import { wholePdf } from "../../support/pdfFiles";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { addClaimProof, removeClaimProof } = await import("@/usecases/legal/addClaimProof");
const { assembleEvidence } = await import("@/usecases/legal/assembleEvidence");
const { readEvidence } = await import("@/usecases/legal/readEvidence");
const { readCourtQuery } = await import("@/usecases/legal/readCourtRoute");
const { attachDocument } = await import("@/usecases/invoicing/attachDocument");
const { cancelClientCredit, recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { paperPrinter, statementPrinter } = await import("@/context/printing");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { canonicalJson } = await import("@/domain/canonicalJson");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-11-20");
const ports = { rates: PUBLISHED_RATES, papers: paperPrinter, statements: statementPrinter };
const EML = new TextEncoder().encode("Subject: Votre facture\r\nFrom: a@b.example\r\n\r\nBonjour.\r\n");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";
let files: Record<string, Uint8Array> = {};

/** A message as it left, with its line in the journal. */
async function leaveMessage(): Promise<void> {
  const { companyId } = world.ctx;
  const { newId } = await import("@/db/values");
  const { appendJournal } = await import("@/db/system/journal");
  const id = newId();
  const at = new Date(clock.now());
  await inCompany(companyId, async (tx) => {
    const { clientId } = await tx.invoice.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: invoiceId } },
    });
    const common = { companyId, clientId, kind: "REMINDER", tone: "FIRM", state: "SENT" } as const;
    await tx.message.create({
      data: {
        ...common,
        id,
        contentKey: id,
        toEmails: [],
        ccEmails: [],
        subject: "Votre facture",
        claimedCents: 0n,
        dueAt: at,
        createdAt: at,
        sentAt: at,
        mimeSha256: sha256(EML),
        body: { create: { mime: EML } },
        invoices: {
          create: { invoiceId, invoiceVersion: 1, balanceCents: 0n, penaltyCents: 0n, indemnityCents: 0n },
        },
      },
    });
    const data = { mimeSha256: sha256(EML) };
    const sent = { action: "message.sent", entity: "message", entityId: id, actor: "system", data } as const;
    await appendJournal(tx, companyId, [sent], clock.now());
  });
}

async function assembled(query = readCourtQuery({})): Promise<Record<string, Uint8Array>> {
  const { name, chunks } = await assembleEvidence(world.ctx, invoiceId, query, ports);
  expect(name).toMatch(/^dossier-[a-z0-9-]+-2026-11-20$/);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return unzipSync(Buffer.concat(parts));
}

const folder = () => new Map(Object.entries(files));
const text = (path: string) => new TextDecoder().decode(files[path]);

beforeAll(async () => {
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  // Another client's life in the same journal: its entries must stay hidden.
  const otherClient = await makeClient(world.ctx, { name: "Secret & Fils" });
  await makeInvoice(world.ctx, otherClient, { dueOn: "2026-10-01", subject: "affaire confidentielle" });
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
  await makeInvoice(world.ctx, otherClient, { dueOn: "2026-10-02" });
  await attachDocument(world.ctx, invoiceId, { name: "facture.pdf", bytes: wholePdf("facture") });
  await addClaimProof(
    world.ctx,
    invoiceId,
    { category: "ORDER", label: "Devis accepté le 2 septembre", datedOn: "2026-09-02" },
    { name: "devis.pdf", bytes: wholePdf("devis") },
  );
  await recordPayment(world.ctx, invoiceId, {
    amountCents: "100,00",
    receivedOn: "2026-11-05",
    method: "TRANSFER",
    reference: "VIR 42",
  });
  await leaveMessage();
  await makeInvoice(world.ctx, otherClient, { dueOn: "2026-10-03" });
  files = await assembled();
  // Five PDFs are drawn on the way.
}, 60_000);

describe("the file", () => {
  it("holds the list, the application, the pieces in order, the journal and the verifier", () => {
    expect(Object.keys(files)).toEqual([
      "LISEZ-MOI.txt",
      "00-bordereau-des-pieces.pdf",
      "00-requete.pdf",
      "00-requete.txt",
      "pieces/01-decompte-detaille-arrete-ce-jour.pdf",
      expect.stringMatching(/^pieces\/02-facture-f-\d+\.pdf$/),
      "pieces/03-devis-accepte-le-2-septembre.pdf",
      "pieces/04-courriel-votre-facture.eml",
      "pieces/05-echanges-appels-reponses-et-reglements.pdf",
      "journal/journal.jsonl",
      "verifier.mjs",
      "verifier.html",
      "manifest.json",
    ]);
    expect(files["pieces/04-courriel-votre-facture.eml"]).toEqual(EML);
    expect(text("00-requete.txt").replace(/\u00a0/g, " ")).toContain("La commande est prouvée (pièce n° 3)");
    expect(text("00-requete.txt")).toContain("Le débiteur a été relancé (pièces");
  });

  it("says nothing of the other clients", () => {
    const journal = text("journal/journal.jsonl");
    expect(journal).toContain('"hidden":true');
    expect(journal).not.toMatch(/Secret|confidentielle/);
  });

  it("is intact when nothing was touched, by the program and by the command", () => {
    const verdict = verifyEvidence(folder());
    expect(verdict.findings.filter(({ kind }) => kind !== "ok")).toEqual([]);
    expect(verdict).toMatchObject({ isIntact: true, manifestSha256: sha256(files["manifest.json"] ?? EML) });
    expect(verdict.findings.at(-1)?.text).toMatch(/^3 pièces/);
  });

  it("is noted in the journal with the hash of its manifest", async () => {
    const entry = await inCompany(world.ctx.companyId, (tx) =>
      tx.journalEntry.findFirst({ where: { companyId: world.ctx.companyId, action: "evidence.assembled" } }),
    );
    expect(entry?.data).toMatchObject({ manifestSha256: sha256(files["manifest.json"] ?? EML) });
  });
});

describe("a change is found", () => {
  const faults = (changed: Map<string, Uint8Array>) =>
    verifyEvidence(changed)
      .findings.filter(({ kind }) => kind === "fault")
      .map((finding) => finding.text);
  const withFile = (path: string, bytes: Uint8Array) => folder().set(path, bytes);

  it("of one byte, in any file", () => {
    for (const [path, bytes] of Object.entries(files)) {
      if (path === "manifest.json") continue;
      const changed = bytes.slice();
      changed[Math.floor(changed.length / 2)] = (changed[Math.floor(changed.length / 2)] ?? 0) ^ 1;
      expect(faults(withFile(path, changed)), path).toContain(`${path} : contenu modifié.`);
    }
  });

  it("of a file that is missing, and a file in excess is remarked", () => {
    const without = folder();
    without.delete("00-requete.pdf");
    expect(faults(without)).toEqual(["00-requete.pdf : fichier absent."]);
    const verdict = verifyEvidence(withFile("pieces/99-ajout.pdf", EML));
    expect(verdict.isIntact).toBe(true);
    expect(verdict.findings.map(({ kind }) => kind)).toContain("remark");
  });

  /** The journal rewritten, and the manifest made to agree, as a forger would. */
  function forged(rewrite: (lines: string[]) => string[]): Map<string, Uint8Array> {
    const encode = (value: string) => new TextEncoder().encode(value);
    const lines = text("journal/journal.jsonl").trimEnd().split("\n");
    const journal = encode(`${rewrite(lines).join("\n")}\n`);
    const manifest = JSON.parse(text("manifest.json"));
    for (const file of manifest.files) {
      if (file.path === "journal/journal.jsonl") file.sha256 = sha256(journal);
    }
    return folder()
      .set("journal/journal.jsonl", journal)
      .set("manifest.json", encode(JSON.stringify(manifest)));
  }

  it("of the journal: a line removed, two lines exchanged, one word changed, the end cut off", () => {
    const shown = text("journal/journal.jsonl")
      .trimEnd()
      .split("\n")
      .flatMap((line, index) => (line.includes('"hidden"') ? [] : [index]));
    const [first = 0, second = 0] = shown;
    expect(shown.length).toBeGreaterThan(3);
    for (const index of shown) {
      expect(faults(forged((lines) => lines.toSpliced(index, 1)))[0], `line ${index}`).toMatch(/^Journal/);
    }
    const swapped = forged((lines) =>
      lines.with(first, lines[second] ?? "").with(second, lines[first] ?? ""),
    );
    expect(faults(swapped)[0]).toContain("n’est pas à sa place");
    const reworded = forged((lines) =>
      lines.map((line) => line.replace('"amountCents":"10000"', '"amountCents":"90000"')),
    );
    expect(faults(reworded)[0]).toContain("ne correspond plus à son empreinte");
    expect(faults(forged((lines) => lines.slice(0, -1)))[0]).toContain("fin annoncée");
  });

  const hashOf = (value: unknown) => sha256(new TextEncoder().encode(canonicalJson(value)));

  it("of the journal: any entry reworded and sealed again, up to the last one shown", () => {
    const lines = text("journal/journal.jsonl").trimEnd().split("\n");
    for (const [index, line] of lines.entries()) {
      const { hash: _, ...entry } = JSON.parse(line);
      if (entry.hidden) continue;
      const { previousHash, ...content } = { ...entry, actor: "user:someone-else" };
      const hash = hashOf({ content: hashOf(content), previousHash });
      const sealed = JSON.stringify({ ...content, previousHash, hash });
      expect(faults(forged(() => lines.with(index, sealed))), `line ${index + 1}`).not.toEqual([]);
    }
  });

  it("of the journal: an entry hidden in place of being shown", () => {
    const hiding = forged((lines) =>
      lines.map((line) => {
        const { hash: _, previousHash: __, ...content } = JSON.parse(line);
        if (content.action !== "payment.recorded") return line;
        return JSON.stringify({ hidden: true, from: content.seq, contents: [hashOf(content)] });
      }),
    );
    expect(faults(hiding)[0]).toContain("une entrée a été masquée");
  });

  it("of a message that is not the one whose hash was kept", () => {
    const manifest = JSON.parse(text("manifest.json"));
    const path = "pieces/04-courriel-votre-facture.eml";
    const other = new TextEncoder().encode("Subject: autre\r\n\r\n");
    for (const file of manifest.files) if (file.path === path) file.sha256 = sha256(other);
    const changed = withFile(path, other).set(
      "manifest.json",
      new TextEncoder().encode(JSON.stringify(manifest)),
    );
    expect(faults(changed)[0]).toContain("empreinte avait été enregistrée");
  });
});

describe("the command", () => {
  const place = mkdtempSync(join(tmpdir(), "dossier-"));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const run = () => {
    try {
      return {
        code: 0,
        out: execFileSync(process.execPath, [join(place, "verifier.mjs")], { encoding: "utf8" }),
      };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, out: stdout };
    }
  };

  it("ends with 0 on the whole folder, with 1 once a byte changed", () => {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), bytes);
    }
    expect(run()).toMatchObject({ code: 0, out: expect.stringContaining("Dossier intact.") });
    const bytes = Buffer.from(files["pieces/04-courriel-votre-facture.eml"] ?? []);
    bytes.writeUInt8(0x21, bytes.length - 3);
    writeFileSync(join(place, "pieces/04-courriel-votre-facture.eml"), bytes);
    expect(run()).toMatchObject({ code: 1, out: expect.stringContaining("contenu modifié") });
  });
});

describe("its page", () => {
  it("numbers the pieces as the archive does, and lets a proof be taken off", async () => {
    const view = await readEvidence(world.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES);
    expect(view.pieces.map((piece) => piece.path)).toEqual(
      Object.keys(files).filter((path) => path.startsWith("pieces/")),
    );
    expect(view.court.route?.missingDocuments).toContain("Preuve de livraison ou d’exécution");
    const proofId = view.pieces.find((piece) => piece.kind === "ORDER")?.proofId ?? "";
    await removeClaimProof(world.ctx, proofId);
    const after = await readEvidence(world.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES);
    expect(after.pieces.map((piece) => piece.kind)).not.toContain("ORDER");
    await expect(removeClaimProof(world.ctx, proofId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not made while a credit of the client is on no invoice: a court is asked for an exact sum", async () => {
    const { clientId } = await inCompany(world.ctx.companyId, (tx) =>
      tx.invoice.findFirstOrThrow({ where: { companyId: world.ctx.companyId, id: invoiceId } }),
    );
    const credit = { kind: "DEPOSIT", amountCents: "100,00", receivedOn: "2026-11-20" };
    const creditId = await recordClientCredit(world.ctx, clientId, credit);
    const { claim, problem } = await readEvidence(world.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES);
    expect(claim).toBeNull();
    expect(problem).toContain("avoir de 100,00");
    await expect(assembleEvidence(world.ctx, invoiceId, readCourtQuery({}), ports)).rejects.toMatchObject({
      code: "CLAIM_EMPTY",
      message: problem,
    });
    await cancelClientCredit(world.ctx, creditId);
    expect(
      (await readEvidence(world.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES)).claim,
    ).not.toBeNull();
  });

  it("is not another company's", async () => {
    const other = await makeCompany(clock);
    await expect(
      readEvidence(other.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
