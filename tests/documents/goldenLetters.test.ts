/**
 * Each kind of letter, word for word as it is printed. The texts were read line by line against the
 * law: a change of wording is a change of text here, to be read again.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { findForbiddenWording } from "@/domain/legal/forbiddenWording";
import { lintFormalNotice, mayLeave } from "@/domain/legal/lintFormalNotice";
import { GOLDEN_LETTERS } from "../support/goldenLetters";
import { printedText, readPdf, textOfPdf } from "../support/readPdf";

const folder = new URL("./golden/", import.meta.url);
const names = Object.keys(GOLDEN_LETTERS);

describe("the golden texts", () => {
  it("are one for each kind of letter, and no other", () => {
    expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.txt`).sort());
  });

  it.each(names)("%s", async (name) => {
    const notice = GOLDEN_LETTERS[name];
    if (!notice) throw new Error("no such letter");
    expect(mayLeave(lintFormalNotice(notice))).toBe(true);
    const { bytes } = await renderFormalNoticePdf({ notice });
    const { pages } = readPdf(bytes);
    expect(findForbiddenWording(textOfPdf(pages))).toEqual([]);
    expect(printedText(pages)).toBe(readFileSync(new URL(`${name}.txt`, folder), "utf8"));
  });
});
