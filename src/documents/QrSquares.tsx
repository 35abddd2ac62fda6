import { Path, Rect, Svg } from "@react-pdf/renderer";
import { INK } from "./paper";

/** Modules of silence around the code that readers ask for (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** A QR code drawn as rectangles: it stays sharp at any size. `side` in points, silence included. */
export function QrSquares({ matrix, side }: { matrix: readonly (readonly boolean[])[]; side: number }) {
  const modules = matrix.length + 2 * QUIET_MODULES;
  return (
    <Svg width={side} height={side} viewBox={`0 0 ${modules} ${modules}`}>
      <Rect x={0} y={0} width={modules} height={modules} fill="#ffffff" />
      <Path d={matrix.map(rowPath).join("")} fill={INK} />
    </Svg>
  );
}

/** One bar for each run of dark modules. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const [left, top] = [start + QUIET_MODULES, y + QUIET_MODULES];
    path += `M${left} ${top}H${x + 1 + QUIET_MODULES}V${top + 1}H${left}Z`;
  }
  return path;
}
