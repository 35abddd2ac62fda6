/** A name typed with the help of a list, as the page gives it before any script has run. */
import { expect, it } from "vitest";
import { SuggestField } from "@/app/_forms/SuggestField";
import { elementsOf, markupOf, only } from "./markup";

const FIELD = {
  name: "client_name",
  id: "client_name",
  label: "Client",
  defaultValue: "Dupont",
  chosen: { name: "clientId", value: "a" },
  options: [{ value: "a", label: "Dupont", note: "Nantes" }],
  source: "/x",
};
const inputs = (html: string) =>
  elementsOf(html)
    .filter(({ tag }) => tag === "input")
    .map(({ attributes }) => attributes);

it("offers the browser's own list and says which one is meant", () => {
  const html = markupOf(<SuggestField {...FIELD} />);
  const [text, hidden] = inputs(html);
  expect(text).toMatchObject({
    name: "client_name",
    value: "Dupont",
    list: only(html, "datalist").attributes.id,
  });
  expect(only(html, "option").attributes.value).toBe("Dupont");
  expect(hidden).toMatchObject({ type: "hidden", name: "clientId", value: "a" });
});

it("asks which one when the text did not say", () => {
  const choices = [
    { value: "a", label: "Dupont", hint: "Nantes" },
    { value: "b", label: "Dupont", hint: "Lyon" },
  ];
  const html = markupOf(<SuggestField {...FIELD} choices={choices} />);
  const ids = inputs(html).filter(({ name }) => name === "clientId");
  expect(ids.map(({ type, value }) => `${type} ${value}`)).toEqual(["radio a", "radio b"]);
});
