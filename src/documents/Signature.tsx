import { Image, View } from "@react-pdf/renderer";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { PrintedText } from "./PrintedText";
import { LOOKS, mm, paper, TEXT_WIDTH_MM } from "./paper";
import type { SignatureImage } from "./signatureImage";

const SIGNER_MM = 70;
const GAP_MM = 6;
/** Box of a drawn signature; a hand that signs on paper gets the same room. */
const BOX_MM = { width: 50, height: 13 };

interface SignatureProps {
  letter: FormalNotice;
  image: SignatureImage | undefined;
}

/** Closing words, what is joined, and who signs. */
export function Signature({ letter, image }: SignatureProps) {
  return (
    <View>
      <PrintedText look={LOOKS.body} widthMm={TEXT_WIDTH_MM} style={paper.paragraph}>
        {letter.closing}
      </PrintedText>
      <View style={{ flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end" }}>
        <PrintedText look={LOOKS.note} widthMm={TEXT_WIDTH_MM - SIGNER_MM - GAP_MM}>
          {`Pièces jointes\u00a0: ${letter.enclosures.join("\u00a0; ")}.`}
        </PrintedText>
        <View>
          {letter.signature.map((line, index) => (
            <PrintedText key={line} look={index === 0 ? LOOKS.body : LOOKS.small} widthMm={SIGNER_MM}>
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
