/** What a refused form keeps besides what was typed: what was seen when it opened, and its key. */
import { expect, it } from "vitest";
import { HiddenFields } from "@/app/_forms/HiddenFields";
import { type FormState, IDLE } from "@/app/_server/formStateShape";
import { elementsOf, markupOf } from "./markup";

const PAGE = { societe: "atelier", vu: "today", cle: "key of the page" };

const drawn = (state: FormState) =>
  Object.fromEntries(
    elementsOf(markupOf(<HiddenFields values={PAGE} state={state} />)).map(({ attributes }) => [
      attributes.name,
      attributes.value,
    ]),
  );

it("are the page's when the form opens", () => {
  expect(drawn(IDLE)).toEqual(PAGE);
});

it("outlive a refusal, though the page was made again meanwhile", () => {
  const values = { societe: "atelier", vu: "yesterday", cle: "key of the first page" };
  expect(drawn({ ...IDLE, status: "error", values })).toEqual(values);
});
