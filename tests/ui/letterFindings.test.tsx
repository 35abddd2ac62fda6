/** What the page of a letter says of it before it leaves. */
import { expect, it } from "vitest";
import { LetterFindings } from "@/app/[societe]/courriers/[id]/_parts/LetterFindings";
import type { LetterPageContext } from "@/app/[societe]/courriers/[id]/_parts/LetterPage";
import { lintFormalNotice } from "@/domain/legal/lintFormalNotice";
import { GOLDEN_LETTERS } from "../support/goldenLetters";
import { elementsOf, markupOf, textOf } from "./markup";

const [contested, whole] = ["mise-en-demeure-parts-contestees", "mise-en-demeure-entreprise"].map(
  (one) => GOLDEN_LETTERS[one],
);
if (!contested || !whole) throw new Error("golden letters");

const htmlOf = (notice: typeof contested, letter: { state: string; outcome: string | null }) => {
  const invoices = [
    { id: "a", number: "F-2026-027", copyId: null },
    { id: "b", number: "F-2026-021", copyId: null },
  ];
  const page = {
    home: "/brisset",
    mayWork: true,
    letter: { ...letter, invoices, findings: lintFormalNotice(notice) },
  };
  // The rest of the page is not what is read here.
  return markupOf(<LetterFindings page={page as unknown as LetterPageContext} />);
};

it("says why a draft could not be drawn, beside the advice about it", () => {
  const html = htmlOf(contested, { state: "DRAFT", outcome: "Un nouvel essai se fera dans l’heure." });
  expect(textOf(html)).toContain("Un nouvel essai se fera dans l’heure.");
  expect(textOf(htmlOf(whole, { state: "TO_APPROVE", outcome: null }))).toContain("Toutes les mentions");
});

it("leads from a contested part to its invoice", () => {
  const links = elementsOf(htmlOf(contested, { state: "TO_APPROVE", outcome: null }));
  expect(links.map(({ attributes }) => attributes.href)).toContain("/brisset/factures/b");
});
