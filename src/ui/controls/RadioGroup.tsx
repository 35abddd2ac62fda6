import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { describe, FieldNotes } from "./FieldNotes";

interface RadioGroupProps {
  name: string;
  /** The question the choices answer. */
  legend: ReactNode;
  options: readonly { value: string; label: ReactNode; hint?: ReactNode }[];
  defaultValue?: string;
  id?: string;
  hint?: ReactNode;
  error?: string;
  isLegendHidden?: boolean;
  /** `column` puts one choice a line, for choices that have a hint. */
  direction?: "row" | "column";
  required?: boolean;
}

/** One choice among a few, all visible. The first choice has the id of the group, for lists of errors. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, legend, options, hint, error, direction = "row" } = props;
  const id = props.id ?? name;
  const notes = describe({ id, error, hint });
  return (
    <fieldset className="field" aria-describedby={notes["aria-describedby"]}>
      <legend className={props.isLegendHidden ? "sr" : "field__label"}>{legend}</legend>
      <div className={classNames("checks", direction === "column" && "checks--column")}>
        {options.map(({ value, label, hint: optionHint }, index) => (
          <label className="check" key={value}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${value}`}
              name={name}
              value={value}
              defaultChecked={value === props.defaultValue}
              required={props.required}
              aria-invalid={notes["aria-invalid"]}
            />
            <span>
              {label}
              {optionHint && <span className="check__hint">{optionHint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} error={error} hint={hint} />
    </fieldset>
  );
}
