/** What ties a control to its label, its hint and its error. */
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { AmountInput } from "@/ui/controls/AmountInput";
import { Checkbox } from "@/ui/controls/Checkbox";
import { DateInput } from "@/ui/controls/DateInput";
import type { FieldProps } from "@/ui/controls/Field";
import { CheckGroup } from "@/ui/controls/FormStack";
import { RadioGroup } from "@/ui/controls/RadioGroup";
import { Select } from "@/ui/controls/Select";
import { Textarea } from "@/ui/controls/Textarea";
import { TextInput } from "@/ui/controls/TextInput";
import { elementsOf, markupOf, only, textOf, textOfId } from "./markup";

const options = [
  { value: "a", label: "Un" },
  { value: "b", label: "Deux" },
];

const CONTROLS: Record<string, { tag: string; draw: (field: FieldProps) => ReactNode }> = {
  TextInput: { tag: "input", draw: (field) => <TextInput {...field} /> },
  AmountInput: { tag: "input", draw: (field) => <AmountInput {...field} /> },
  "DateInput, picker": { tag: "input", draw: (field) => <DateInput {...field} /> },
  "DateInput, typed": { tag: "input", draw: (field) => <DateInput {...field} entry="typed" /> },
  Select: { tag: "select", draw: (field) => <Select {...field} options={options} /> },
  Textarea: { tag: "textarea", draw: (field) => <Textarea {...field} /> },
  Checkbox: { tag: "input", draw: (field) => <Checkbox {...field} /> },
};

describe.each(Object.entries(CONTROLS))("%s", (_name, { tag, draw }) => {
  it("is named by its label and sent under its name", () => {
    const html = markupOf(draw({ name: "montant", label: "Montant dû" }));
    const control = only(html, tag);
    const label = only(html, "label");
    expect(control.attributes.name).toBe("montant");
    expect(textOf(html)).toContain("Montant dû");
    expect(label.attributes.for ?? "montant").toBe(control.attributes.id);
    expect(control.attributes["aria-invalid"]).toBeUndefined();
    expect(control.attributes["aria-describedby"]).toBeUndefined();
  });

  it("is described by its error first, then by its hint", () => {
    const html = markupOf(
      draw({ name: "x", id: "x2", label: "X", hint: "Un conseil.", error: "Ce n’est pas une date." }),
    );
    const control = only(html, tag);
    expect(control.attributes["aria-invalid"]).toBe("true");
    const described = control.attributes["aria-describedby"]?.split(" ") ?? [];
    expect(described.map((id) => textOfId(html, id))).toEqual(["Ce n’est pas une date.", "Un conseil."]);
    expect(control.attributes.id).toBe("x2");
    expect(only(html, "label").attributes.for ?? "x2").toBe("x2");
  });

  it("is not wrong because it has a hint", () => {
    const control = only(markupOf(draw({ name: "x", label: "X", hint: "Un conseil." })), tag);
    expect(control.attributes["aria-invalid"]).toBeUndefined();
    expect(control.attributes["aria-describedby"]).toBe("x-hint");
  });
});

describe("RadioGroup", () => {
  const html = markupOf(
    <RadioGroup
      name="mode"
      legend="Moyen"
      options={options}
      defaultValue="b"
      error="Choisissez."
      hint="Un."
    />,
  );
  const radios = elementsOf(html).filter(({ attributes }) => attributes.type === "radio");

  it("can be reached from a list of errors by its name", () => {
    expect(radios.map(({ attributes }) => attributes.id)).toEqual(["mode", "mode-b"]);
  });

  it("says its error with the group and marks each choice", () => {
    const described = only(html, "fieldset").attributes["aria-describedby"]?.split(" ") ?? [];
    expect(described.map((id) => textOfId(html, id))).toEqual(["Choisissez.", "Un."]);
    expect(radios.map(({ attributes }) => attributes["aria-invalid"])).toEqual(["true", "true"]);
  });

  it("checks the default choice only", () => {
    expect(radios.map(({ attributes }) => "checked" in attributes)).toEqual([false, true]);
  });
});

describe("what was typed", () => {
  it("comes back as it was rather than the amount proposed", () => {
    const proposed = only(markupOf(<AmountInput name="m" label="M" defaultCents={332000n} />), "input");
    expect(proposed.attributes.value).toBe("3\u00a0320,00");
    const typed = <AmountInput name="m" label="M" defaultCents={332000n} defaultValue="3 32O" />;
    expect(only(markupOf(typed), "input").attributes.value).toBe("3 32O");
  });

  it("comes back as it was rather than the day proposed", () => {
    const on = localDate("2026-11-20");
    const value = (node: ReactNode) => only(markupOf(node), "input").attributes.value;
    expect(value(<DateInput name="d" label="D" defaultOn={on} />)).toBe("2026-11-20");
    expect(value(<DateInput name="d" label="D" entry="typed" defaultOn={on} />)).toBe("20/11/2026");
    const typed = <DateInput name="d" label="D" entry="typed" defaultOn={on} defaultValue="31/11/2026" />;
    expect(value(typed)).toBe("31/11/2026");
  });
});

it("marks what is optional, and hides a label from the eye only", () => {
  const html = markupOf(<TextInput name="a" label="Téléphone" isOptional isLabelHidden />);
  expect(textOf(html)).toBe("Téléphone (facultatif)");
  expect(only(html, "label").attributes.class).toBe("sr");
});

it("boxes of one question are named by it", () => {
  const html = markupOf(
    <CheckGroup legend="Seulement pour">
      <Checkbox name="a" label="Professionnel" />
    </CheckGroup>,
  );
  expect(html).toMatch(/^<fieldset[^>]*><legend[^>]*>Seulement pour<\/legend>.*<\/fieldset>$/);
});
