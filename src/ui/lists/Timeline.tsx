import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import type { Tone } from "../text/tone";

interface TimelineProps {
  /** `dates` leaves room for « 20 nov. 9 h 15 »; `steps` for « J+15 ». */
  scale?: "dates" | "steps";
  label?: string;
  /** `TimelineItem`s, the newest first in a history. */
  children: ReactNode;
}

/** What happened, or will, along a line. */
export function Timeline({ scale = "dates", label, children }: TimelineProps) {
  return (
    <ol className={classNames("timeline", scale === "steps" && "timeline--steps")} aria-label={label}>
      {children}
    </ol>
  );
}

interface TimelineItemProps {
  /** The day, a `DateText` in the short format, or « J+15 ». */
  when: ReactNode;
  /** The time of day, a `TimeText`. */
  time?: ReactNode;
  icon: IconName;
  tone?: Tone;
  title: ReactNode;
  /** Facts, in a small muted line; may be several paragraphs. */
  note?: ReactNode;
  /** The exact words of a person. */
  quote?: ReactNode;
  /** Links: « Lire le message exact ». */
  children?: ReactNode;
  /** The one item that awaits someone: its mark is white on a disc, whatever its tone. */
  isNow?: boolean;
}

/** One event: when, a mark on the line, what. */
export function TimelineItem(item: TimelineItemProps) {
  return (
    <li data-now={item.isNow ? "" : undefined} aria-current={item.isNow ? "step" : undefined}>
      <p className="timeline__when">
        <b>{item.when}</b> {item.time}
      </p>
      <span className={classNames("timeline__mark", item.tone && !item.isNow && `is-${item.tone}`)}>
        <Icon name={item.icon} />
      </span>
      <div className="timeline__what">
        <h3>{item.title}</h3>
        {item.note && <p className="small muted">{item.note}</p>}
        {item.quote && <blockquote className="quote">{item.quote}</blockquote>}
        {item.children && <p className="small">{item.children}</p>}
      </div>
    </li>
  );
}
