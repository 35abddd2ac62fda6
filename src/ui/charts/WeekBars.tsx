import { useId } from "react";
import { divideHalfUp, formatAmount, maxCents, NBSP, sumCents } from "@/domain/money";
import { Details } from "../messages/Details";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "../tables/Table";
import { Amount } from "../text/Amount";
import { barPercent } from "./barPercent";
import styles from "./WeekBars.module.css";

interface ExpectedWeek {
  /** Under the bar: « 23 nov. ». */
  label: string;
  /** Expected from each client's habits, in cents. */
  usualCents: bigint;
  /** Promised by clients for that week, in cents. */
  promisedCents: bigint;
}

interface WeekBarsProps {
  /** Six weeks read well on a phone. */
  weeks: readonly ExpectedWeek[];
}

/** Cash expected week by week; what is promised is hatched, not only paler. Its table is under it. */
export function WeekBars({ weeks }: WeekBarsProps) {
  const hatchId = useId();
  const totals = weeks.map(({ usualCents, promisedCents }) => usualCents + promisedCents);
  const longestCents = totals.reduce(maxCents, 0n);
  return (
    <>
      <p className={styles.key}>
        <span>
          <svg aria-hidden="true" focusable="false">
            <rect className={styles.usual} width="100%" height="100%" />
          </svg>
          Selon les habitudes de chaque client
        </span>
        <span>
          <svg aria-hidden="true" focusable="false">
            <Hatch id={hatchId} />
            <rect width="100%" height="100%" fill={`url(#${hatchId})`} />
          </svg>
          Promis
        </span>
      </p>
      <ol className={styles.weeks} aria-label="Total attendu par semaine, en euros">
        {weeks.map(({ label, usualCents, promisedCents }) => (
          <li key={label}>
            <span className={styles.value}>{shortEuros(usualCents + promisedCents)}</span>
            <WeekBar
              usualPercent={barPercent(usualCents, longestCents)}
              promisedPercent={barPercent(promisedCents, longestCents)}
              hatchId={hatchId}
            />
            <span className={styles.week}>{label}</span>
          </li>
        ))}
      </ol>
      <Details summary="Le détail, semaine par semaine">
        <WeekTable weeks={weeks} />
      </Details>
    </>
  );
}

interface WeekBarProps {
  usualPercent: number;
  promisedPercent: number;
  hatchId: string;
}

/** What is promised stands on what is usual. */
function WeekBar({ usualPercent, promisedPercent, hatchId }: WeekBarProps) {
  const usualTop = 100 - usualPercent;
  const promisedTop = Math.max(usualTop - promisedPercent, 0);
  return (
    <svg aria-hidden="true" focusable="false">
      {promisedPercent > 0 && (
        <rect
          className={styles.promised}
          y={`${promisedTop.toFixed(1)}%`}
          width="100%"
          height={`${promisedPercent}%`}
          fill={`url(#${hatchId})`}
        />
      )}
      <rect className={styles.usual} y={`${usualTop.toFixed(1)}%`} width="100%" height={`${usualPercent}%`} />
    </svg>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className={styles.hatchGround} width="6" height="6" />
      <rect className={styles.usual} width="2" height="6" />
    </pattern>
  );
}

function WeekTable({ weeks }: WeekBarsProps) {
  return (
    <div className="scroll">
      <Table caption="Encaissements attendus par semaine" layout="plain">
        <TableHead>
          <Column>Semaine</Column>
          <Column align="end">Habitudes</Column>
          <Column align="end">Promesses</Column>
          <Column align="end">Total</Column>
        </TableHead>
        <TableBody>
          {weeks.map(({ label, usualCents, promisedCents }) => (
            <TableRow key={label}>
              <RowHeader>Semaine du {label}</RowHeader>
              {[usualCents, promisedCents, sumCents([usualCents, promisedCents])].map((cents, index) => (
                // Three columns, always the same.
                <Cell key={index} align="end">
                  <Amount cents={cents} />
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

const MILLION_CENTS = 100_000_000n;

/** Above a bar, cents would be noise, and seven figures do not fit: the table has them all. */
function shortEuros(cents: bigint): string {
  if (cents >= MILLION_CENTS) return `${formatAmount(divideHalfUp(cents * 100n, MILLION_CENTS))}${NBSP}M`;
  return formatAmount(divideHalfUp(cents, 100n) * 100n).slice(0, -3);
}
