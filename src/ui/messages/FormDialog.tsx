import type { ReactNode } from "react";

interface FormDialogProps {
  /** Id that a `DialogLink` opens. */
  id: string;
  /** What the form does: « Enregistrer un règlement ». */
  title: ReactNode;
  /** A form with fields, its way out a `CloseDialog`. */
  children: ReactNode;
}

/**
 * A native modal dialog around a form that shows its own errors. Give it a `key` that changes when
 * the form has done its work, so that it closes. Without script its `DialogLink` leads to a page
 * with the same form.
 */
export function FormDialog({ id, title, children }: FormDialogProps) {
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`} closedby="any">
      <div className="dialog__body">
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
