import type { ComponentProps } from "react";
import { Icon } from "../text/Icon";
import { Field, type FieldProps, splitField } from "./Field";

type SelectProps = FieldProps &
  Omit<ComponentProps<"select">, keyof FieldProps | "className" | "style" | "children"> & {
    options: readonly { value: string; label: string; isDisabled?: boolean }[];
  };

/** One choice among several, in a closed list. `defaultValue` and `required` pass through. */
export function Select(props: SelectProps) {
  const [field, { options, ...select }] = splitField(props);
  return (
    <Field {...field}>
      {(control) => (
        <span className="adorned adorned--select">
          <select className="select" {...select} {...control}>
            {options.map(({ value, label, isDisabled }) => (
              <option key={value} value={value} disabled={isDisabled}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" size="small" />
        </span>
      )}
    </Field>
  );
}
