import { Image, View } from "@react-pdf/renderer";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { PrintedText } from "./PrintedText";
import { mm, paper } from "./paper";
import type { SignatureImage } from "./signatureImage";

/** Box of a drawn signature; a hand that signs on paper gets the same room. */
const BOX_MM = { width: 50, height: 16 };

/** Closing words, who signs, and what is joined: never parted by the end of a page. */
export function Signature({ letter, image }: { letter: FormalNotice; image: SignatureImage | undefined }) {
  const [name, ...rest] = letter.signature;
  return (
    <View wrap={false}>
      <PrintedText style={paper.paragraph}>{letter.closing}</PrintedText>
      <View style={{ flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end" }}>
        <View style={{ width: mm(92) }}>
          <PrintedText style={paper.smallMuted}>{`Pièces jointes\u00a0: ${letter.enclosures.join("\u00a0; ")}.`}</PrintedText>
        </View>
        <View style={{ width: mm(66) }}>
          <PrintedText>{name ?? ""}</PrintedText>
          {rest.map((line) => (
            <PrintedText key={line} style={paper.small}>
              {line}
            </PrintedText>
          ))}
          <View style={{ height: mm(BOX_MM.height) }}>{image && <SignaturePicture image={image} />}</View>
        </View>
      </View>
    </View>
  );
}

function SignaturePicture({ image }: { image: SignatureImage }) {
  const scale = Math.min(mm(BOX_MM.width) / image.width, mm(BOX_MM.height) / image.height);
  return (
    <Image
      src={{ data: image.data, format: image.format }}
      style={{ width: image.width * scale, height: image.height * scale }}
    />
  );
}
