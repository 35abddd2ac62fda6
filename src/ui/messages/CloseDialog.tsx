"use client";

import type { MouseEvent, ReactNode } from "react";

/** Closes the dialog around it and sends nothing. */
export function CloseDialog({ children = "Annuler" }: { children?: ReactNode }) {
  const close = (event: MouseEvent<HTMLButtonElement>) => event.currentTarget.closest("dialog")?.close();
  return (
    <button className="btn" type="button" onClick={close}>
      {children}
    </button>
  );
}
