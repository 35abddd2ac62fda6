import { classNames } from "../classNames";

export interface ButtonLook {
  /**
   * `primary` is solid: at most one a screen. `quiet` has no outline. `critical` is outlined, its
   * word red; `quietCritical` and `quietAccent` have no outline. `outlined` is the default.
   */
  variant?: "outlined" | "primary" | "quiet" | "critical" | "quietCritical" | "quietAccent";
  /** `small` in tables and bars, `large` on public pages, `wide` takes the whole width. */
  size?: "small" | "large" | "wide";
}

const VARIANTS = {
  outlined: undefined,
  primary: "btn--primary",
  quiet: "btn--quiet",
  critical: "btn--critical",
  quietCritical: "btn--quiet btn--critical",
  quietAccent: "btn--quiet btn--accent",
};

/** Class names of a button, for whatever element it is. */
export function buttonClass({ variant, size }: ButtonLook, isIconOnly = false): string | undefined {
  return classNames("btn", variant && VARIANTS[variant], size && `btn--${size}`, isIconOnly && "btn--icon");
}
