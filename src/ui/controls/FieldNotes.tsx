import type { ReactNode } from "react";
import { Icon } from "../text/Icon";

interface FieldNotesProps {
  /** Id of the control the notes are about. */
  id: string;
  error?: string;
  hint?: ReactNode;
}

/** What stands under a control: what is wrong, then what helps. */
export function FieldNotes({ id, error, hint }: FieldNotesProps) {
  return (
    <>
      {error && (
        <p className="field__error" id={`${id}-error`}>
          <Icon name="warning" size="small" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

/** Attributes that tie a control to its notes, the error first. */
export function describe({ id, error, hint }: FieldNotesProps) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return {
    "aria-describedby": ids || undefined,
    "aria-invalid": error ? (true as const) : undefined,
  };
}
