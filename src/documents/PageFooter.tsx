import { Text, View } from "@react-pdf/renderer";
import { PrintedText } from "./PrintedText";
import { paper } from "./paper";

/** At the foot of every page: who writes, and which page of how many of this document. */
export function PageFooter({ identity }: { identity: string }) {
  return (
    <View fixed style={paper.footer}>
      <View style={paper.footerName}>
        <PrintedText>{identity}</PrintedText>
      </View>
      <Text
        render={({ subPageNumber, subPageTotalPages }) =>
          // Unknown until the last page is laid out.
          subPageTotalPages ? `${subPageNumber} sur ${subPageTotalPages}` : ""
        }
      />
    </View>
  );
}
