import type { ReactNode } from "react";

interface ButtonsProps {
  /** Names the group when its buttons answer one question. */
  labelledBy?: string;
  children: ReactNode;
}

/** Buttons in a line that wraps, the main one first. */
export function Buttons({ labelledBy, children }: ButtonsProps) {
  if (!labelledBy) return <div className="btns">{children}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out beside its legend
    <div className="btns" role="group" aria-labelledby={labelledBy}>
      {children}
    </div>
  );
}
