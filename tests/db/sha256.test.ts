/** What stands for bytes in a row, against the examples of the standard (FIPS 180-4). */
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/db/sha256";

describe("SHA-256 in hexadecimal", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("of « %s »", (text, expected) => {
    expect(sha256Hex(text)).toBe(expected);
    expect(sha256Hex(new TextEncoder().encode(text))).toBe(expected);
  });

  it("takes a text as UTF-8, and only the part of a buffer that is shown", () => {
    const whole = new TextEncoder().encode("«é»");
    expect(sha256Hex("é")).toBe(sha256Hex(whole.subarray(2, 4)));
  });
});
