/** Codes of the second step: what telephones compute, and what people type. */
import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import {
  hashRecoveryCode,
  newRecoveryCodes,
  newSecret,
  readCode,
  secretUri,
  stepOfCode,
} from "@/auth/signInCode";

/** RFC 6238, appendix B, for SHA-1: the eight digits there end with these six. */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const RFC = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

describe("codes of a telephone", () => {
  it.each(RFC)("takes the code of the standard at %i seconds", (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, 0, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it("takes a clock that is one step off, before or after, and no more", () => {
    const secret = newSecret();
    const at = 1_800_000_000;
    const code = generateSync({ secret, epoch: at });
    const step = at / 30;
    expect([-60, -30, 0, 30, 60].map((off) => stepOfCode(secret, code, 0, (at + off) * 1000))).toEqual([
      null,
      step,
      step,
      step,
      null,
    ]);
  });

  it("refuses a code of a step that was taken, or of one before it", () => {
    const secret = newSecret();
    const at = 1_800_000_000;
    const code = generateSync({ secret, epoch: at });
    const step = at / 30;
    expect([step - 1, step, step + 1].map((after) => stepOfCode(secret, code, after, at * 1000))).toEqual([
      step,
      null,
      null,
    ]);
  });

  it("says in the code to scan whose it is", () => {
    const address = new URL(secretUri(RFC_SECRET, "helene@atelier.example"));
    expect(decodeURIComponent(address.pathname)).toContain("Dûment:helene@atelier.example");
    expect(address.searchParams.get("secret")).toBe(RFC_SECRET);
    expect(address.searchParams.get("issuer")).toBe("Dûment");
  });
});

describe("codes kept on paper", () => {
  it("are all different, and read however they are typed", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(8);
    for (const code of codes) {
      expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
      const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
      const read = readCode(typed);
      expect(read?.kind).toBe("recovery");
      expect(hashRecoveryCode("u", read?.code ?? "")).toBe(hashRecoveryCode("u", code));
      expect(hashRecoveryCode("v", code)).not.toBe(hashRecoveryCode("u", code));
    }
  });

  it("reads six digits, spaced or not, and nothing else", () => {
    expect(readCode("123 456")).toEqual({ kind: "telephone", code: "123456" });
    for (const typed of ["", "12345", "1234567", "abcdef", "x".repeat(500)])
      expect(readCode(typed)).toBeNull();
  });
});
