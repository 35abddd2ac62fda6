/** What a button says when it is refused: a sentence of its own wherever « quelqu’un l’a déjà fait » would be false. */
import { describe, expect, it } from "vitest";
import { failedOf, flashOf } from "@/app/_server/flash";

const said = (code: string) => flashOf({ echec: failedOf(code) })?.text;

describe("a refusal", () => {
  it.each([
    ["MESSAGE_REWORDED", /texte d’un message a été modifié.*Relisez-le/],
    ["TOLD_SINCE", /Trop tard pour annuler.*votre décision est partie/],
  ])("%s says why nothing was done", (code, sentence) => {
    expect(said(code)).toMatch(sentence);
  });

  it("is otherwise that someone was quicker", () => {
    expect(said("ANSWER_DECIDED")).toMatch(/déjà fait/);
  });
});
