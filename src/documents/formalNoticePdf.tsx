/** A letter to a debtor on paper: formal notice, amicable letter or reminder, with its statement. */

import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { assertReadableLength } from "@/domain/legal/statementDetail";
import { epcQr } from "./epcQr";
import { loadFonts } from "./fonts";
import { LetterPages } from "./LetterPages";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { readSignatureImage, type SignatureImage } from "./signatureImage";

export interface FormalNoticePdfInput {
  readonly notice: FormalNoticeInput;
  /** A transfer code beside the account. */
  readonly hasTransferCode?: boolean | undefined;
  /** PNG or JPEG; without it the letter leaves room for a hand. */
  readonly signatureImage?: Uint8Array | undefined;
}

/**
 * Draws one letter: A4, PDF/A-3b, French, the same bytes for the same input.
 *
 * @throws DomainError in French: `ADDRESS` (does not fit the window), `STATEMENT_TOO_LONG` (more than
 *   300 lines), `UNPRINTABLE` (a letter no font has), `SIGNATURE_IMAGE`, `EPC_AMOUNT`.
 */
export async function renderFormalNoticePdf(input: FormalNoticePdfInput): Promise<RenderedPdf> {
  await loadFonts();
  const letter = preparedLetter(input);
  const { title, authorName, writtenOn } = letter.content;
  return renderPdf({ title, author: authorName, datedOn: writtenOn }, pagesOf(letter));
}

interface PreparedLetter {
  readonly content: FormalNotice;
  readonly qr: boolean[][] | undefined;
  readonly signature: SignatureImage | undefined;
}

/** Everything that may refuse a letter happens here, before anything is drawn. */
function preparedLetter({ notice, hasTransferCode, signatureImage }: FormalNoticePdfInput): PreparedLetter {
  const content = formalNotice(notice);
  assertReadableLength(content.detail);
  return {
    content: printableTexts(content),
    qr: hasTransferCode ? epcQr(content.payment) : undefined,
    signature: signatureImage === undefined ? undefined : readSignatureImage(signatureImage),
  };
}

function pagesOf({ content, qr, signature }: PreparedLetter) {
  return <LetterPages letter={content} qr={qr} signature={signature} />;
}
