import { type ReactNode, useId } from "react";

interface ProgressProps {
  /** What is being done: « Import de « factures-septembre.xlsx » ». */
  label: ReactNode;
  /** How far, in words: « 148 lignes sur 214 ». */
  detail?: ReactNode;
  value: number;
  /** What is worth 100 %. */
  max: number;
  /** « Vous pouvez quitter la page : l’import continue. » */
  note?: ReactNode;
}

/** Long work: what, how far, and whether one may leave. */
export function Progress({ label, detail, value, max, note }: ProgressProps) {
  const id = useId();
  const percent = max > 0 ? Math.floor((value / max) * 100) : 0;
  return (
    <div className="progress">
      <label htmlFor={id}>
        <b>{label}</b>
        {detail && <>, {detail}</>}
      </label>
      <progress id={id} value={value} max={max}>
        {percent}
        {"\u00a0"}%
      </progress>
      {note && <span>{note}</span>}
    </div>
  );
}
