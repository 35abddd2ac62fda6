/** The sheet that stands in a pile for a copy that could not be printed with its letter. */
import { View } from "@react-pdf/renderer";
import type { LocalDate } from "@/domain/calendar";
import { typeset } from "@/domain/typography";
import { loadFonts } from "./fonts";
import type { PdfProblem } from "./joinPdfs";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, paper, TEXT_WIDTH_MM, TOP_MM } from "./paper";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { Sheet } from "./Sheet";

export interface ApartSheetInput {
  /** What is missing: « copie de la facture F-2026-018 ». */
  readonly label: string;
  readonly problem: PdfProblem;
  /** Whose envelope it goes into. */
  readonly recipient: string;
  readonly footer: string;
  readonly datedOn: LocalDate;
}

export const PROBLEM_WORDS: Record<PdfProblem, string> = {
  PROTECTED: "ce PDF est protégé",
  BROKEN: "ce PDF est abîmé",
};

/** Draws the sheet: what to print apart, why, and that the sheet itself is not to be sent. */
export async function renderApartSheetPdf(input: ApartSheetInput): Promise<RenderedPdf> {
  await loadFonts();
  const { label, problem, recipient, footer, datedOn } = printableTexts(input);
  const title = typeset(`À imprimer à part : ${label}`);
  return renderPdf(
    { title, author: footer, datedOn },
    <Sheet identity={footer}>
      <View style={[{ marginTop: mm(MARGIN_MM - TOP_MM) }, paper.paragraph]}>
        <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
          {title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_WIDTH_MM}>
          {typeset(
            `Pour ${recipient} : ${PROBLEM_WORDS[problem]}, il n’a pas pu suivre la lettre. Ouvrez-le depuis la facture, imprimez-le, puis retirez cette feuille : elle ne s’envoie pas.`,
          )}
        </PrintedText>
      </View>
    </Sheet>,
  );
}
