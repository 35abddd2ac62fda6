import { type ReactNode, useId } from "react";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import type { Tone } from "../text/tone";
import styles from "./NextStep.module.css";

/** `ok` holds and lets the step run, `wait` will hold later, `lock` awaits a person, `stop` forbids. */
type Mark = "ok" | "wait" | "lock" | "stop";

interface NextStepProps {
  /** « Prochaine étape, aujourd’hui ». */
  label: ReactNode;
  /** « Mise en demeure par lettre recommandée, J+30 ». */
  title: ReactNode;
  /** Why, and why not yet: one sentence each. */
  reasons: readonly { mark: Mark; text: ReactNode }[];
  /** Buttons: the solid one of the page, then others. */
  actions?: ReactNode;
}

const MARKS: Record<Mark, { icon: IconName; tone: Tone }> = {
  ok: { icon: "check", tone: "positive" },
  wait: { icon: "clock", tone: "info" },
  lock: { icon: "lock", tone: "caution" },
  stop: { icon: "pause", tone: "info" },
};

/** What happens next to an invoice, and why: the decision of the page. */
export function NextStep({ label, title, reasons, actions }: NextStepProps) {
  const titleId = useId();
  return (
    <section className={`section ${styles.next}`} aria-labelledby={titleId}>
      <p className="label">{label}</p>
      <h2 id={titleId}>{title}</h2>
      <ul className={styles.why} aria-label="Pourquoi">
        {reasons.map(({ mark, text }, index) => (
          // Reasons have no identity but their place.
          <li key={index}>
            <Icon name={MARKS[mark].icon} size="small" tone={MARKS[mark].tone} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {actions && <div className="btns">{actions}</div>}
    </section>
  );
}
