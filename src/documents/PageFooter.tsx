import { View } from "@react-pdf/renderer";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, TEXT_WIDTH_MM } from "./paper";

const NUMBER_MM = 24;
const BOTTOM_MM = 9;

interface PageFooterProps {
  /** Who writes. */
  identity: string;
  pageNumber: number | undefined;
  /** Unknown until the last page is laid out. */
  pageCount: number | undefined;
}

/** At the foot of every page: who writes, and which page of how many of this document. */
export function PageFooter({ identity, pageNumber, pageCount }: PageFooterProps) {
  return (
    <View
      style={{
        position: "absolute",
        left: mm(MARGIN_MM),
        bottom: mm(BOTTOM_MM),
        flexDirection: "row",
        alignItems: "flex-end",
      }}
    >
      <PrintedText look={LOOKS.foot} widthMm={TEXT_WIDTH_MM - NUMBER_MM}>
        {identity}
      </PrintedText>
      <PrintedText look={LOOKS.foot} widthMm={NUMBER_MM} isEnd>
        {`${pageNumber ?? 1} sur ${pageCount ?? 1}`}
      </PrintedText>
    </View>
  );
}
