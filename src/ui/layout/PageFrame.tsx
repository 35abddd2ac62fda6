import type { ReactNode } from "react";
import { classNames } from "../classNames";

interface PageFrameProps {
  /** `narrow` for forms and settings. */
  width?: "narrow";
  children: ReactNode;
}

/** Margins and greatest width of a page inside the `Shell`. */
export function PageFrame({ width, children }: PageFrameProps) {
  return <div className={classNames("page", width === "narrow" && "page--narrow")}>{children}</div>;
}
