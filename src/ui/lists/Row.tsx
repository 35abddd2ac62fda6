import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import type { Tone } from "../text/tone";

interface RowProps {
  /** The shape of what is to be done, and its meaning. */
  icon?: IconName;
  tone?: Tone;
  title: ReactNode;
  href?: string;
  /** A `Pill` after the title. */
  pill?: ReactNode;
  /** Second line: facts, in one or two sentences. */
  children?: ReactNode;
  /** What is at stake, at the right: an `Amount` most often. */
  end?: ReactNode;
  /** Buttons, the main one last; on phones they take the whole width. */
  actions?: ReactNode;
  /** What opens under the row, a `Details` most often. */
  more?: ReactNode;
}

/** One thing to do or to read: what it is, the facts, what is at stake, the gestures. */
export function Row({ icon, tone, title, href, pill, children, end, actions, more }: RowProps) {
  return (
    <li>
      <div className={classNames("row", icon && "row--icon", actions ? "row--actions" : undefined)}>
        {icon && <Icon name={icon} tone={tone} className="row__icon" />}
        <div className="row__main">
          <p className="row__title">
            {href ? <Anchor href={href}>{title}</Anchor> : title} {pill}
          </p>
          {children && <p className="row__sub">{children}</p>}
        </div>
        {end && <p className="row__end">{end}</p>}
        {actions && <div className="btns">{actions}</div>}
        {more && <div className="row__more">{more}</div>}
      </div>
    </li>
  );
}
