import type { ReactNode } from "react";

/** What must stay on one line: an invoice number, an article of law, a quotation mark and its word. */
export function NoBreak({ children }: { children: ReactNode }) {
  return <span className="nb">{children}</span>;
}
