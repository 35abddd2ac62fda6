import styles from "./QrCode.module.css";

interface QrCodeProps {
  /** Rows of modules, true for dark; square, without the quiet zone. */
  matrix: readonly (readonly boolean[])[];
  /** « Code QR du virement ». */
  label: string;
}

/** Modules of silence around the code that readers ask for (ISO/IEC 18004 wants four). */
const QUIET_MODULES = 4;

/** A QR code as one drawn path, black on white whatever the theme. */
export function QrCode({ matrix, label }: QrCodeProps) {
  const path = matrix.map(rowPath).join("");
  const side = matrix.length + 2 * QUIET_MODULES;
  return (
    <svg
      className={styles.code}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className={styles.paper} x={-QUIET_MODULES} y={-QUIET_MODULES} width={side} height={side} />
      <path className={styles.modules} d={path} />
    </svg>
  );
}

/** One horizontal bar for each run of dark modules. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const length = x - start + 1;
    path += `M${start} ${y}h${length}v1h-${length}z`;
  }
  return path;
}
