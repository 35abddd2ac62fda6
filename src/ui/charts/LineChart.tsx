import { Details } from "../messages/Details";
import { Cell, RowHeader, Table, TableBody, TableRow } from "../tables/Table";
import { axisTicks } from "./axisTicks";
import styles from "./LineChart.module.css";

interface LinePoint {
  /** In the table: « nov. 2026 ». */
  label: string;
  /** Under the line: « nov. ». */
  shortLabel: string;
  value: number;
}

interface LineChartProps {
  /** What the line says, in one sentence. */
  sentence: string;
  /** Two points at least, oldest first. */
  points: readonly LinePoint[];
  /** « jours », after each value of the table. */
  unit: string;
  /** Caption of the table: « DSO par mois ». */
  caption: string;
  /** What opens the table: « Les chiffres, mois par mois ». */
  summary: string;
}

/** One line over time, its last point marked, its figures in a table under it. */
export function LineChart({ sentence, points, unit, caption, summary }: LineChartProps) {
  const ticks = axisTicks(points.map(({ value }) => value));
  const top = ticks[0] ?? 1;
  const bottom = ticks.at(-1) ?? 0;
  const y = (value: number) => round(((top - value) / (top - bottom)) * 100);
  const x = (index: number) => round((index / Math.max(points.length - 1, 1)) * 100);
  const lastY = y(points.at(-1)?.value ?? bottom);
  return (
    <>
      <div className={styles.chart} role="img" aria-label={sentence}>
        <ol className={styles.ticks} aria-hidden="true">
          {ticks.map((tick) => (
            <li key={tick}>
              <span>{tick}</span>
            </li>
          ))}
        </ol>
        <svg className={styles.drawing} aria-hidden="true" focusable="false">
          {/* Stretched to the room there is; the stroke and the point keep their shape. */}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <polyline
              className={styles.line}
              points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(" ")}
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <circle className={styles.last} cx="100%" cy={`${lastY}%`} r="6.5" />
        </svg>
      </div>
      <ol className={styles.labels} aria-hidden="true">
        {points.map(({ label, shortLabel }) => (
          <li key={label}>{shortLabel}</li>
        ))}
      </ol>
      <Details summary={summary}>
        <Table caption={caption} layout="plain">
          <TableBody>
            {points.map(({ label, value }) => (
              <TableRow key={label}>
                <RowHeader>{label}</RowHeader>
                <Cell align="end">
                  {value}
                  {"\u00a0"}
                  {unit}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Details>
    </>
  );
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
