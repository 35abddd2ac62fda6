import { useId } from "react";
import { Amount } from "../text/Amount";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import styles from "./Morning.module.css";

interface MorningProps {
  /** « Un lundi matin, par exemple ». */
  label: string;
  /** « Quatre relances partent seules. Trois appels vous attendent. » */
  title: string;
  events: readonly { icon: IconName; text: string; amountCents: bigint }[];
}

/** What a morning looks like, beside the sign-in. */
export function Morning({ label, title, events }: MorningProps) {
  const labelId = useId();
  return (
    <aside className={styles.morning} aria-labelledby={labelId}>
      <p className="label" id={labelId}>
        {label}
      </p>
      <p className={styles.title}>{title}</p>
      <ul>
        {events.map(({ icon, text, amountCents }) => (
          <li key={text}>
            <Icon name={icon} tone="accent" />
            <span>{text}</span>
            <Amount cents={amountCents} />
          </li>
        ))}
      </ul>
    </aside>
  );
}
