import type { ReactNode } from "react";

/** More letters than this do not fit beside anything on a telephone: some number their invoices at length. */
const MAX_LETTERS = 20;

/** True for a number of invoice that needs a line of its own on a telephone. */
export function isLong(text: string): boolean {
  return text.length > MAX_LETTERS;
}

/**
 * What must stay on one line: an invoice number, an article of law, a quotation mark and its word. A longer text
 * breaks where it must.
 */
export function NoBreak({ children }: { children: ReactNode }) {
  const mayBreak = typeof children === "string" && isLong(children);
  return <span className={mayBreak ? "anywhere" : "nb"}>{children}</span>;
}
