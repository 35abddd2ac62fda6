/** A letter is kept for years: it must be the same file tomorrow, and show the same in every reader. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { type FormalNoticePdfInput, renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { noticeFor } from "../support/formalNotices";
import { manyInvoices } from "../support/letters";
import { catalogOf, infoOf, readPdfFile, referenced } from "../support/pdfObjects";

const root = fileURLToPath(new URL("../..", import.meta.url));
const letter: FormalNoticePdfInput = { notice: noticeFor("B2B"), hasTransferCode: true };

async function hashOf(input: FormalNoticePdfInput): Promise<string> {
  const { bytes } = await renderFormalNoticePdf(input);
  return createHash("sha256").update(bytes).digest("hex");
}

/** The hash that another process finds for the same letter, far away and under another clock. */
async function hashInAnotherProcess(): Promise<string> {
  const program = `
    import { createHash } from "node:crypto";
    import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
    import { noticeFor } from "./tests/support/formalNotices";
    const { bytes } = await renderFormalNoticePdf({ notice: noticeFor("B2B"), hasTransferCode: true });
    console.log(createHash("sha256").update(bytes).digest("hex"));`;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, loader: "tsx" },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    packages: "external",
    tsconfig: "tsconfig.json",
  });
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-"], {
    cwd: root,
    input: outputFiles[0]?.text ?? "",
    encoding: "utf8",
    env: { ...process.env, TZ: "Pacific/Auckland", LANG: "en_US.UTF-8", NODE_ENV: "production" },
  });
  const hash = stdout.trim();
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(stderr);
  return hash;
}

describe("the same letter", () => {
  it("gives the same bytes, alone or among others", async () => {
    const alone = await hashOf(letter);
    const [first, , second] = await Promise.all([
      hashOf(letter),
      hashOf({ notice: manyInvoices(6) }),
      hashOf(letter),
    ]);
    expect([first, second]).toEqual([alone, alone]);
  });

  it("gives the same bytes in another process, another zone and another language", async () => {
    expect(await hashInAnotherProcess()).toBe(await hashOf(letter));
  }, 60_000);

  it("gives other bytes as soon as one word differs", async () => {
    const other = { ...letter, notice: noticeFor("B2B", { place: "Rezé" }) };
    expect(await hashOf(other)).not.toBe(await hashOf(letter));
  });
});

describe("the archive format, PDF/A-3b", async () => {
  const notice = noticeFor("B2B", {
    creditor: { ...noticeFor("B2B").creditor, legalName: "Müller & Søn <Œuvre>" },
  });
  const { bytes } = await renderFormalNoticePdf({ notice });
  const file = readPdfFile(bytes);
  const catalog = catalogOf(file);
  const metadata = referenced(file, catalog, "Metadata").stream?.toString("utf8") ?? "";

  it("says what it is, in metadata that any XML reader accepts", () => {
    expect(file.header).toBe("%PDF-1.7");
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(metadata).toContain("<pdfaid:conformance>B</pdfaid:conformance>");
    expect(metadata).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)/);
    const opened = [...metadata.matchAll(/<([\w:]+)[^>?]*(?<!\/)>/g)].map(([, tag]) => tag);
    const closed = [...metadata.matchAll(/<\/([\w:]+)>/g)].map(([, tag]) => tag);
    expect(closed.sort()).toEqual(opened.sort());
  });

  it("carries the title, the author and the language", () => {
    expect(infoOf(file, "Title")).toBe("Mise en demeure de payer, réf. MED-2026-004, Menuiserie Kerdal");
    expect(infoOf(file, "Author")).toBe("Müller et Søn Œuvre SARL");
    expect(metadata).toContain("Müller et Søn Œuvre SARL");
    expect(catalog).toContain("/Lang (fr-FR)");
    expect(referenced(file, catalog, "ViewerPreferences").text).toContain("/DisplayDocTitle true");
  });

  it("is dated of the letter, not of the day it is drawn", () => {
    expect(infoOf(file, "CreationDate")).toBe("D:20261122000000Z");
    expect(metadata).toContain("<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate>");
    expect(file.trailer).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/);
  });

  it("describes its colours", () => {
    const id = /\/OutputIntents \[(\d+) 0 R\]/.exec(catalog)?.[1];
    const intent = file.objects.get(Number(id))?.text ?? "";
    expect(intent).toContain("/S /GTS_PDFA1");
    const profile = referenced(file, intent, "DestOutputProfile").stream;
    expect(profile?.toString("latin1", 36, 40)).toBe("acsp");
    expect(profile?.toString("latin1", 16, 20)).toBe("RGB ");
  });

  it("embeds every font, and no letter without a shape", () => {
    const texts = [...file.objects.values()].map((object) => object.text);
    const fonts = texts.filter((text) => /\/Type \/Font\b/.test(text));
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((text) => /\/Subtype \/Type1\b/.test(text))).toEqual([]);
    const names = fonts
      .filter((text) => /\/Subtype \/Type0/.test(text))
      .map((text) => /\/BaseFont \/(\S+)/.exec(text)?.[1]);
    expect(names.map((name) => name?.slice(7)).sort()).toEqual([
      "Inter-Regular",
      "SourceSerif4-Regular",
      "SourceSerif4-SemiBold",
    ]);
    const descriptors = texts.filter((text) => /\/Type \/FontDescriptor/.test(text));
    expect(descriptors).toHaveLength(names.length);
    for (const descriptor of descriptors) {
      expect(referenced(file, descriptor, "FontFile2").stream?.length).toBeGreaterThan(1000);
    }
  });

  it("holds no script, no attachment, no form, no password", () => {
    const all = [...file.objects.values()].map((object) => object.text).join("\n");
    expect(all).not.toMatch(/\/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|AcroForm|URI)\b/);
    expect(file.trailer).not.toContain("/Encrypt");
  });
});
