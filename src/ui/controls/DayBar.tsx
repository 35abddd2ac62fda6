import type { ReactNode } from "react";
import { Button } from "./Button";
import styles from "./DayBar.module.css";
import { Field } from "./Field";

interface DayBarProps {
  /** Address of the page; the day goes in `jour`. */
  action: string;
  value: string;
  min: string;
  max: string;
  /** Links to the days around. */
  children: ReactNode;
}

/** One day, in the address bar: a form that needs no script. */
export function DayBar({ action, value, min, max, children }: DayBarProps) {
  return (
    <form className={styles.bar} action={action} method="get">
      <Field name="jour" label="Jour">
        {(control) => (
          <input
            type="date"
            className="input"
            key={value}
            defaultValue={value}
            min={min}
            max={max}
            {...control}
          />
        )}
      </Field>
      <Button>Voir ce jour</Button>
      {children}
    </form>
  );
}
