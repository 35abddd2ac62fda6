import type { ReactNode } from "react";

interface DialogProps {
  /** Id that a `DialogLink` opens. */
  id: string;
  /** A question that the main button answers: « Approuver la mise en demeure ? » */
  title: ReactNode;
  /** What will happen, and what cannot be undone. */
  children: ReactNode;
  /** Buttons, the main one last. Put `CloseDialog` first. */
  actions: ReactNode;
  /** What the form does; hidden fields go among the children. */
  action: string | ((data: FormData) => void | Promise<void>);
}

/**
 * A native modal dialog: the browser keeps the focus inside, closes on Escape and on a press
 * outside. Without script it never opens: its `DialogLink` leads to a page with the same form.
 */
export function Dialog({ id, title, children, actions, action }: DialogProps) {
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`} closedby="any">
      <form action={action} method={typeof action === "string" ? "post" : undefined}>
        <div className="dialog__body">
          <h2 id={`${id}-title`}>{title}</h2>
          {children}
        </div>
        <div className="dialog__foot">{actions}</div>
      </form>
    </dialog>
  );
}
