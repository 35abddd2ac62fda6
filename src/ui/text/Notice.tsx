import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Icon } from "./Icon";
import type { IconName } from "./iconPaths";
import type { Tone } from "./tone";

interface NoticeProps {
  tone: Tone;
  /** A triangle unless another shape says it better. */
  icon?: IconName;
  children: ReactNode;
}

/** A coloured sentence in a table or a list, hanging from its sign. */
export function Notice({ tone, icon = "warning", children }: NoticeProps) {
  return (
    <span className={classNames("notice", `is-${tone}`)}>
      <Icon name={icon} size="small" />
      <span>{children}</span>
    </span>
  );
}
