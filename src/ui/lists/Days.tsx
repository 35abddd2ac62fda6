import type { ReactNode } from "react";

interface DaysProps {
  /** Small title, one level under that of the section: « Les jours ouvrés suivants ». */
  title: ReactNode;
  /** `Day`s. */
  children: ReactNode;
}

/** Days, one a line. */
export function Days({ title, children }: DaysProps) {
  return (
    <div className="days">
      <h3 className="label">{title}</h3>
      <ul>{children}</ul>
    </div>
  );
}

interface DayProps {
  /** « Mardi 24 ». */
  name: ReactNode;
  /** What happens that day. */
  children: ReactNode;
  end?: ReactNode;
}

/** What one day holds, and for how much. */
export function Day({ name, children, end }: DayProps) {
  return (
    <li className="day">
      <span>{name}</span>
      <p className="day__what">{children}</p>
      {end && <span>{end}</span>}
    </li>
  );
}
