/** Drawing on paper: letters, a day's post, statements. For the worker, the demonstration and downloads. */
import { renderCoverListPdf } from "@/documents/coverListPdf";
import { renderFormalNoticePdf, renderLetterBatchPdf } from "@/documents/formalNoticePdf";
import { renderLegalPaperPdf } from "@/documents/legalPaperPdf";
import { countPages } from "@/documents/renderPdf";
import { renderStatementPdf } from "@/documents/statementPdf";
import type { LetterPorts, PaperPrinter, PostPrinter, StatementPrinter } from "@/usecases/ports";
import { clock } from "./clock";
import { rates } from "./rates";

/** The ports of what draws letters. */
export function letterPorts(): LetterPorts {
  return {
    clock,
    printer: {
      async print(notice) {
        const { bytes } = await renderFormalNoticePdf({ notice });
        return bytes;
      },
    },
    rates,
  };
}

/** Draws a day's post. */
export const postPrinter: PostPrinter = {
  async printLetters(notices, file) {
    const { bytes } = await renderLetterBatchPdf(
      notices.map((notice) => ({ notice })),
      file,
    );
    return bytes;
  },
  async printCoverList({ letters, ...list }) {
    const entries = letters.map(({ notice, trackingNumber, pdf }) => ({
      recipient: notice.debtor.name,
      city: notice.debtor.address.city,
      channel: notice.channel,
      reference: notice.reference,
      pageCount: countPages(pdf),
      trackingNumber: trackingNumber ?? undefined,
    }));
    const { bytes } = await renderCoverListPdf({ ...list, entries });
    return bytes;
  },
};

/** Draws a statement of claim. */
export const statementPrinter: StatementPrinter = {
  async printStatement(statement) {
    const { bytes } = await renderStatementPdf(statement);
    return bytes;
  },
};

/** Draws a paper for a court or a court officer. */
export const paperPrinter: PaperPrinter = {
  async printPaper(paper) {
    const { bytes } = await renderLegalPaperPdf(paper);
    return bytes;
  },
};
