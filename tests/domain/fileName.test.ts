/** Names of files: readable for people, harmless for machines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName } from "@/domain/fileName";

const named = (name: string) => safeFileName(name, "pdf", "facture");

describe("the name of a file that someone sent", () => {
  it.each([
    ["Facture F-2026-0418.pdf", "Facture F-2026-0418.pdf"],
    ["FACTURE.PDF", "FACTURE.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ["..\\..\\Windows\\win.ini", "win.ini.pdf"],
    ["C:\\factures\\été.pdf", "été.pdf"],
    ["facture.pdf.exe", "facture.pdf.exe.pdf"],
    ["annexe\u202efdp.exe", "annexefdp.exe.pdf"],
    ["a\u0000b\r\nc.pdf", "abc.pdf"],
    ["zéro\u200blargeur.pdf", "zérolargeur.pdf"],
    ['"; rm -rf *.pdf', "; rm -rf.pdf"],
    ["...", "facture.pdf"],
    [".pdf", "facture.pdf"],
    ["", "facture.pdf"],
    ["   ", "facture.pdf"],
    [".htaccess", "htaccess.pdf"],
  ])("%j becomes %j", (name, expected) => {
    expect(named(name)).toBe(expected);
  });

  it("keeps an accent written as two characters as one", () => {
    expect(named("e\u0301te\u0301.pdf")).toBe("\u00e9t\u00e9.pdf");
  });

  it("stays short, ends well and hides nothing, whatever is sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const safe = named(name);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(safe).toMatch(/^[^./\\][^/\\<>:"|?*]*\.pdf$/u);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(safe).not.toMatch(/\p{Cs}/u);
        expect(named(safe)).toBe(safe);
      }),
    );
  });
});

it("costs no more than its length, whatever a name is made of", () => {
  // A search that went back would not end.
  expect(safeFileName(`a${".".repeat(2_000_000)}b`, "pdf", "facture")).toMatch(/^a\.+pdf$/);
});
