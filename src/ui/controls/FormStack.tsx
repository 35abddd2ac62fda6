import type { ReactNode } from "react";

/** Fields one under the other, evenly spaced. Put it inside the form. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className="form">{children}</div>;
}

/** Two or three short fields on one line when there is room. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="form__pair">{children}</div>;
}
