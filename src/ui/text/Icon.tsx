import { classNames } from "../classNames";
import { type IconName, iconPaths } from "./iconPaths";
import type { Tone } from "./tone";

interface IconProps {
  name: IconName;
  /** 20 px by default; `small` is 16 px with a stroke that weighs the same. */
  size?: "small";
  /** Colour of meaning; without it the icon takes the colour of the text around it. */
  tone?: Tone;
  className?: string;
}

/** A drawing that repeats the word beside it, hence always hidden from assistive tools. */
export function Icon({ name, size, tone, className }: IconProps) {
  return (
    <svg
      className={classNames(
        "i",
        size === "small" && "i--s",
        name === "more" && "i--dots",
        tone && `is-${tone}`,
        className,
      )}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      {iconPaths[name]}
    </svg>
  );
}
