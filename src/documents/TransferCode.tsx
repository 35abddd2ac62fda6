import { Path, Rect, Svg, View } from "@react-pdf/renderer";
import { PrintedText } from "./PrintedText";
import { INK, LOOKS, MARGIN_MM, mm, PAGE_WIDTH_MM, QUIET_MM } from "./paper";

/** Side of the code, silence included: large enough for the camera of a telephone. */
const SIDE_MM = 26;
/** The code ends above the quiet zone of the window. */
const CODE_TOP_MM = QUIET_MM.fromY - 2 - SIDE_MM;
const PAYMENT_NOTES = {
  fr: ["Code de virement,", "à lire dans l’application", "de votre banque"],
  en: ["Transfer code, for", "your banking app"],
} as const;
const NOTE_MM = 40;
const GAP_MM = 2;
/** Modules of silence around the code that readers ask for (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/**
 * The transfer code in the top corner, with what it is for. Drawn as rectangles: it stays sharp at
 * any size.
 */
export function TransferCode({ matrix }: { matrix: readonly (readonly boolean[])[] }) {
  const left = PAGE_WIDTH_MM - MARGIN_MM - SIDE_MM;
  const corner = { position: "absolute" as const, top: mm(CODE_TOP_MM) };
  return (
    <>
      <View
        style={{
          ...corner,
          left: mm(left - GAP_MM - NOTE_MM),
          height: mm(SIDE_MM),
          justifyContent: "center",
        }}
      >
        {PAYMENT_NOTES.fr.map((line) => (
          <PrintedText key={line} look={LOOKS.note} widthMm={NOTE_MM} isEnd>
            {line}
          </PrintedText>
        ))}
      </View>
      <View style={{ ...corner, left: mm(left) }}>
        <Code matrix={matrix} />
      </View>
    </>
  );
}

/** The same code in the flow of a page, what it is for at its left. */
export function PaymentCode({
  matrix,
  language,
}: {
  matrix: readonly (readonly boolean[])[];
  language: "fr" | "en";
}) {
  return (
    <View style={{ flexDirection: "row" }}>
      <View style={{ width: mm(60 - SIDE_MM), height: mm(SIDE_MM), justifyContent: "center" }}>
        {PAYMENT_NOTES[language].map((line) => (
          <PrintedText key={line} look={LOOKS.note} widthMm={60 - SIDE_MM - GAP_MM} isEnd>
            {line}
          </PrintedText>
        ))}
      </View>
      <Code matrix={matrix} />
    </View>
  );
}

function Code({ matrix }: { matrix: readonly (readonly boolean[])[] }) {
  const modules = matrix.length + 2 * QUIET_MODULES;
  return (
    <Svg width={mm(SIDE_MM)} height={mm(SIDE_MM)} viewBox={`0 0 ${modules} ${modules}`}>
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
