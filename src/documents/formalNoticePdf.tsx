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
  return renderPdf({ title, author: authorName, datedOn: writtenOn }, pagesOf(letter, 0));
}

/**
 * Draws several letters in one file, to print them at once. Each is numbered on its own, and begins
 * on a new sheet.
 *
 * @throws DomainError as {@link renderFormalNoticePdf}; nothing is drawn when one letter is refused.
 */
export async function renderLetterBatchPdf(
  inputs: readonly FormalNoticePdfInput[],
  batch: { readonly title: string; readonly author: string },
): Promise<RenderedPdf> {
  await loadFonts();
  const letters = inputs.map(preparedLetter);
  const [latest] = letters
    .map((letter) => letter.content.writtenOn)
    .sort()
    .reverse();
  if (latest === undefined) throw new Error("a batch holds a letter at least");
  return renderPdf({ ...batch, datedOn: latest }, letters.map(pagesOf));
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

function pagesOf({ content, qr, signature }: PreparedLetter, index: number) {
  return <LetterPages key={index} letter={content} qr={qr} signature={signature} />;
}
