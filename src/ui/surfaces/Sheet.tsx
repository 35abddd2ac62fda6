import type { ReactNode } from "react";

/** Raised paper, rare: a preview, a bank block. */
export function Sheet({ children }: { children: ReactNode }) {
  return <div className="sheet sheet--padded">{children}</div>;
}
