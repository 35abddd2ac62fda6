import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Icon } from "./Icon";
import type { IconName } from "./iconPaths";
import type { Tone } from "./tone";

interface PillProps {
  /** Grey without it: nothing to do. */
  tone?: Tone;
  /** The shape of the state. Leave it out only where the row already shows it. */
  icon?: IconName;
  /** `bare` has no ground: for dense lists. */
  ground?: "soft" | "bare";
  /** The word of the state. */
  children: ReactNode;
}

/** A state: a shape, a word, a colour, in that order of importance. */
export function Pill({ tone, icon, ground = "soft", children }: PillProps) {
  return (
    <span className={classNames("pill", ground === "bare" && "pill--bare", tone && `pill--${tone}`)}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
