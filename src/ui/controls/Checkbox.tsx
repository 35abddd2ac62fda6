import type { ReactNode } from "react";
import { describe, FieldNotes } from "./FieldNotes";

interface CheckboxProps {
  name: string;
  label: ReactNode;
  /** Sent when checked, « on » by default. */
  value?: string;
  id?: string;
  hint?: ReactNode;
  error?: string;
  defaultChecked?: boolean;
  required?: boolean;
}

/** One yes or no, its sentence beside it. The whole line is the target. */
export function Checkbox({ label, hint, error, ...input }: CheckboxProps) {
  const id = input.id ?? input.name;
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" {...input} id={id} {...describe({ id, error, hint })} />
        <span>{label}</span>
      </label>
      <FieldNotes id={id} error={error} hint={hint} />
    </div>
  );
}
