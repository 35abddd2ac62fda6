/** Filters of a list, as a phone folds them. */
import { expect, it } from "vitest";
import { FilterBar } from "@/ui/controls/FilterBar";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Select } from "@/ui/controls/Select";
import { elementsOf, markupOf, textOf } from "./markup";

const options = [
  { value: "", label: "Toutes" },
  { value: "a", label: "Une" },
];
const bar = (age: string, type: string) =>
  markupOf(
    <FilterBar label="Filtrer">
      <SearchInput label="Chercher" placeholder="Chercher" />
      <Select name="age" label="Âge" isLabelHidden defaultValue={age} options={options} />
      <Select name="type" label="Type" isLabelHidden defaultValue={type} options={options} />
    </FilterBar>,
  );

it("says how many are in force, in a box that sends nothing", () => {
  const box = elementsOf(bar("a", "")).find(({ attributes }) => attributes.type === "checkbox");
  expect(box?.attributes.name).toBeUndefined();
  expect(textOf(bar("a", ""))).toContain("Filtres1 en vigueur");
  expect(textOf(bar("", ""))).not.toContain("en vigueur");
});

it("folds nothing where there is only a search", () => {
  const html = markupOf(
    <FilterBar label="Chercher">
      <SearchInput label="Chercher" placeholder="Chercher" />
    </FilterBar>,
  );
  expect(html).not.toContain("checkbox");
});
