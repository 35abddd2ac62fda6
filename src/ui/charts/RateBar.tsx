import styles from "./RateBar.module.css";

interface RateBarProps {
  /** Whole percentage, 0 to 100. */
  percent: number;
}

/** A share as a short bar and its figure, for a cell of a table. */
export function RateBar({ percent }: RateBarProps) {
  return (
    <span className={styles.rate}>
      <svg aria-hidden="true" focusable="false">
        <rect className={styles.ground} width="100%" height="100%" />
        <rect className={styles.share} width={`${percent}%`} height="100%" />
      </svg>
      <span className="num">
        {percent}
        {"\u00a0"}%
      </span>
    </span>
  );
}
