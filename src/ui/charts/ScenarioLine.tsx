import type { ReactNode } from "react";
import { offsetLabel } from "@/domain/dunning/scenario";
import { classNames } from "../classNames";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import styles from "./ScenarioLine.module.css";
import { stepPlaces } from "./stepPlaces";

interface ScenarioStep {
  /** Days from the due date, negative before it. */
  offsetDays: number;
  icon: IconName;
  /** « Courriel ferme ». */
  title: string;
  href: string;
  /** Under the line: « texte modifié », « avec votre accord ». */
  note?: ReactNode;
  isCurrent?: boolean;
  /** Drawn dashed: kept in the scenario, not sent. */
  isOff?: boolean;
}

interface ScenarioLineProps {
  /** In the order of their offsets. */
  steps: readonly ScenarioStep[];
}

/** The steps of a scenario along a line, on both sides of the due date; a list on phones. */
export function ScenarioLine({ steps }: ScenarioLineProps) {
  const offsets = [...new Set([0, ...steps.map(({ offsetDays }) => offsetDays)])].sort((a, b) => a - b);
  const places = stepPlaces(offsets);
  const placeOf = (offsetDays: number) => styles[`at${places[offsets.indexOf(offsetDays)] ?? 0}`];
  const before = steps.filter(({ offsetDays }) => offsetDays < 0);
  const after = steps.filter(({ offsetDays }) => offsetDays >= 0);
  return (
    <ol className={styles.line} aria-label="Étapes autour de l’échéance">
      {before.map((step) => (
        <Step key={step.href} step={step} place={placeOf(step.offsetDays)} />
      ))}
      <li className={classNames(styles.due, placeOf(0))}>
        <span className={styles.node} aria-hidden="true" />
        <p>Échéance</p>
      </li>
      {after.map((step) => (
        <Step key={step.href} step={step} place={placeOf(step.offsetDays)} />
      ))}
    </ol>
  );
}

function Step({ step, place }: { step: ScenarioStep; place: string | undefined }) {
  const { offsetDays, icon, title, href, note, isCurrent, isOff } = step;
  return (
    <li className={classNames(place, isOff && styles.off)}>
      <Anchor href={href} aria-current={isCurrent ? "step" : undefined}>
        <b>{offsetLabel(offsetDays)}</b>
        <span>
          {title}
          {isOff && <span className={styles.state}> désactivé</span>}
        </span>
      </Anchor>
      <span className={styles.node} aria-hidden="true">
        <Icon name={icon} />
      </span>
      {note && <span className={styles.note}>{note}</span>}
    </li>
  );
}
