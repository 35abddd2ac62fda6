import styles from "./QrCode.module.css";
import { qrPath } from "./qrPath";

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
  const path = qrPath(matrix);
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
