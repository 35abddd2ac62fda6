import { View } from "@react-pdf/renderer";
import { PrintedText } from "./PrintedText";
import { LOOKS, mm } from "./paper";

const NUMBER_MM = 24;
/** White between the text and the foot. */
const ABOVE_MM = 2.5;

interface PageFooterProps {
  /** Who writes. */
  identity: string;
  widthMm: number;
  pageNumber: number | undefined;
  /** Unknown until the last page is laid out. */
  pageCount: number | undefined;
  /** Between both: « sur », `of`. */
  of?: string;
}

/** At the foot of every page: who writes, and which page of how many of this document. */
export function PageFooter({ identity, widthMm, pageNumber, pageCount, of = "sur" }: PageFooterProps) {
  return (
    <View
      style={{ marginTop: "auto", paddingTop: mm(ABOVE_MM), flexDirection: "row", alignItems: "flex-end" }}
    >
      <PrintedText look={LOOKS.foot} widthMm={widthMm - NUMBER_MM}>
        {identity}
      </PrintedText>
      <PrintedText look={LOOKS.foot} widthMm={NUMBER_MM} isEnd>
        {`${pageNumber ?? 1} ${of} ${pageCount ?? 1}`}
      </PrintedText>
    </View>
  );
}
