import type { ReactNode } from "react";
import { classNames } from "../classNames";

interface FormStackProps {
  /** One of its groups has something beside its fields. */
  isSplit?: boolean;
  children: ReactNode;
}

/** Fields one under the other, evenly spaced. Put it inside the form. */
export function FormStack({ isSplit = false, children }: FormStackProps) {
  return <div className={classNames("form", isSplit && "form--split")}>{children}</div>;
}

/** Two or three short fields on one line when there is room. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="form__pair">{children}</div>;
}

interface FieldGroupProps {
  title: ReactNode;
  /** What helps before typing: one sentence. */
  text?: ReactNode;
  /** What the fields make: at their side where there is room, else under them. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under their own title, a hairline above it. */
export function FieldGroup({ title, text, beside, children }: FieldGroupProps) {
  return (
    <fieldset className={classNames("form__group", Boolean(beside) && "form__group--split")}>
      <legend>{title}</legend>
      {text && <p className="small muted">{text}</p>}
      {beside ? (
        <div className="form__split">
          <div className="form__side">{children}</div>
          <div className="form__beside">{beside}</div>
        </div>
      ) : (
        children
      )}
    </fieldset>
  );
}

interface CheckGroupProps {
  /** The question the boxes answer: « Seulement pour ». */
  legend: ReactNode;
  hint?: ReactNode;
  /** `Checkbox`es. */
  children: ReactNode;
}

/** Boxes that answer one question, none or several of them. */
export function CheckGroup({ legend, hint, children }: CheckGroupProps) {
  return (
    <fieldset className="field">
      <legend className="field__label">{legend}</legend>
      {hint && <p className="field__hint">{hint}</p>}
      <div className="checks checks--column">{children}</div>
    </fieldset>
  );
}
