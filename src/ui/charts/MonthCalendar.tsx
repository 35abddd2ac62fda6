import type { ReactNode } from "react";
import { Anchor } from "../text/Anchor";
import styles from "./MonthCalendar.module.css";

interface CalendarDay {
  /** `2026-11-24`. */
  on: string;
  /** What the day holds: « 3 courriels, 1 appel ». */
  content?: ReactNode;
  /** Where the day is told in full. */
  href?: string;
  /** A week-end or a public holiday, with its name read aloud. */
  off?: string;
  isToday?: boolean;
  /** Outside what is told. */
  isOutside?: boolean;
}

interface MonthCalendarProps {
  /** « Novembre 2026 ». */
  title: ReactNode;
  caption: string;
  /** Whole weeks, from Monday to Sunday; null fills the days of another month. */
  weeks: readonly (readonly (CalendarDay | null)[])[];
}

const WEEKDAYS = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"];

/** A month as on a wall: one cell a day, what it holds in words. */
export function MonthCalendar({ title, caption, weeks }: MonthCalendarProps) {
  return (
    <div className={styles.month}>
      <h2>{title}</h2>
      <table>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                <span aria-hidden="true">{name.slice(0, 3)}.</span>
                <span className="sr">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)?.on}>
              {week.map((day, index) =>
                day ? <Day key={day.on} day={day} /> : <td key={index} className={styles.other} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ day }: { day: CalendarDay }) {
  const number = Number(day.on.slice(8));
  const className = day.isOutside ? styles.outside : day.off ? styles.off : undefined;
  return (
    <td className={className}>
      <span
        className={day.isToday ? styles.today : styles.number}
        aria-current={day.isToday ? "date" : undefined}
      >
        {number}
      </span>
      {day.off && <span className="sr"> {day.off}</span>}
      {day.content && (
        <span className={styles.content}>
          {day.href ? <Anchor href={day.href}>{day.content}</Anchor> : day.content}
        </span>
      )}
    </td>
  );
}
