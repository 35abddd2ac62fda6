import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { describe, FieldNotes } from "./FieldNotes";

/** What every field of a form takes, whatever its control. */
export interface FieldProps {
  /** Name sent with the form. */
  name: string;
  label: ReactNode;
  /** Id of the control, the name by default: give one when a page has several forms. */
  id?: string;
  /** What helps before typing. */
  hint?: ReactNode;
  /** What is wrong and how to mend it, in French, after a refused form. */
  error?: string;
  /** Says « facultatif » beside the label. Fields are required unless they say so. */
  isOptional?: boolean;
  /** Keeps the label for assistive tools only: filters, whose value says what they are. */
  isLabelHidden?: boolean;
  /** A link at the end of the label's line: « Oublié ? ». */
  labelEnd?: ReactNode;
}

/** Attributes that tie a control to its label, hint and error. */
type ControlAttributes = { id: string; name: string } & ReturnType<typeof describe>;

type FieldFrameProps = FieldProps & {
  className?: string;
  /** Draws the control with the attributes it is given. */
  children: (control: ControlAttributes) => ReactNode;
};

/** Label, control, hint and error of one field, tied together. The id of the error is `<id>-error`. */
export function Field({ className, children, ...field }: FieldFrameProps) {
  const { name, label, hint, error, isLabelHidden, labelEnd } = field;
  const id = field.id ?? name;
  const title = (
    <label htmlFor={id} className={isLabelHidden ? "sr" : undefined}>
      {label}
      {field.isOptional && <span className="field__optional"> (facultatif)</span>}
    </label>
  );
  return (
    <div className={classNames("field", error && "field--error", className)}>
      {labelEnd ? (
        <div className="field__head">
          {title}
          <span className="small">{labelEnd}</span>
        </div>
      ) : (
        title
      )}
      {children({ id, name, ...describe({ id, error, hint }) })}
      <FieldNotes id={id} error={error} hint={hint} />
    </div>
  );
}

/** Separates what belongs to the field from what belongs to its control. */
export function splitField<T extends FieldProps>(props: T): [FieldProps, Omit<T, keyof FieldProps>] {
  const { name, label, id, hint, error, isOptional, isLabelHidden, labelEnd, ...control } = props;
  return [{ name, label, id, hint, error, isOptional, isLabelHidden, labelEnd }, control];
}
