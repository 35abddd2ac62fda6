import type { ReactNode } from "react";

interface FlashProps {
  /** What was just done: « Promesse enregistrée jusqu’au 30 novembre. » */
  children: ReactNode;
  /** A link, or a form with one button: « Annuler ». */
  undo?: ReactNode;
}

/**
 * What was just done, at the head of the page until it is closed: it covers nothing. It is a native dialog that
 * blocks nothing, so it closes without script.
 */
export function Flash({ children, undo }: FlashProps) {
  return (
    <dialog className="flash" open aria-label="Message">
      <p role="status">{children}</p>
      <div className="flash__end">
        {undo}
        <form method="dialog">
          <button type="submit">Fermer</button>
        </form>
      </div>
    </dialog>
  );
}
