import type { ComponentProps } from "react";
import { Field, type FieldProps, splitField } from "./Field";

type TextareaProps = FieldProps & Omit<ComponentProps<"textarea">, keyof FieldProps | "className" | "style">;

/** Several lines of text. `rows`, `maxLength`, `defaultValue`… pass through. */
export function Textarea(props: TextareaProps) {
  const [field, area] = splitField(props);
  return <Field {...field}>{(control) => <textarea className="textarea" {...area} {...control} />}</Field>;
}
