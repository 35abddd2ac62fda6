import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../classNames";
import { Field, type FieldProps, splitField } from "./Field";

type TextInputProps = FieldProps &
  Omit<ComponentProps<"input">, keyof FieldProps | "className" | "style" | "size"> & {
    /** What follows the value on its line: « jours après l’échéance ». */
    suffix?: ReactNode;
    /** `short` fits three or four figures. */
    width?: "short";
  };

/** One line of text. `type`, `autoComplete`, `inputMode`, `defaultValue`, `required`… pass through. */
export function TextInput(props: TextInputProps) {
  const [field, { suffix, width, ...input }] = splitField(props);
  return (
    <Field {...field}>
      {(control) => {
        const box = (
          <input
            type="text"
            className={classNames("input", width && `input--${width}`)}
            {...input}
            {...control}
          />
        );
        if (!suffix) return box;
        return (
          <span className="suffix">
            {box}
            <span>{suffix}</span>
          </span>
        );
      }}
    </Field>
  );
}
