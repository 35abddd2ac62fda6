import type { ReactNode } from "react";

/** Fields one under the other, evenly spaced. Put it inside the form. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className="form">{children}</div>;
}

/** Two or three short fields on one line when there is room. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="form__pair">{children}</div>;
}

interface FieldGroupProps {
  title: ReactNode;
  /** What helps before typing: one sentence. */
  text?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under their own title, a hairline above it. */
export function FieldGroup({ title, text, children }: FieldGroupProps) {
  return (
    <fieldset className="form__group">
      <legend>{title}</legend>
      {text && <p className="small muted">{text}</p>}
      {children}
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
