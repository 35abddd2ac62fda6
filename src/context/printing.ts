/** Drawing on paper: letters, a day's post, statements. For the worker, the demonstration and downloads. */
import { renderAccountStatementPdf } from "@/documents/accountStatementPdf";
import { type CoverListEntry, renderCoverListPdf } from "@/documents/coverListPdf";
import {
  type DayPostProperties,
  type EnvelopeFiles,
  readEnvelope,
  renderDayPostPdf,
} from "@/documents/dayPostPdf";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { renderLegalPaperPdf } from "@/documents/legalPaperPdf";
import { renderStatementPdf } from "@/documents/statementPdf";
import { formalNotice } from "@/domain/legal/formalNotice";
import { typeset } from "@/domain/typography";
import { unpacksWithin } from "@/formats/activePdf";
import type {
  DayPostOrder,
  LetterPorts,
  PaperPrinter,
  PostedLetter,
  PostPrinter,
  StatementPrinter,
} from "@/usecases/ports";
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
  async printLetters(post) {
    const { bytes } = await renderDayPostPdf(post.letters.map(envelopeOf), propertiesOf(post));
    return bytes;
  },
  async printCoverList({ letters, ...list }) {
    const entries: CoverListEntry[] = [];
    for (const letter of letters) {
      const { notice, trackingNumber } = letter;
      entries.push({
        recipient: notice.debtor.name,
        city: notice.debtor.address.city,
        channel: notice.channel,
        reference: notice.reference,
        trackingNumber: trackingNumber ?? undefined,
        ...(await readEnvelope(envelopeOf(letter))),
      });
    }
    const { bytes } = await renderCoverListPdf({ ...list, entries });
    return bytes;
  },
  async joinEnvelope(letter) {
    const envelope = envelopeOf(letter);
    const { apart } = await readEnvelope(envelope);
    if (apart.length > 0) return { refused: apart };
    if (letter.annexes.length === 0) return { pdf: letter.pdf };
    const { title, authorName, footer, writtenOn } = formalNotice(letter.notice);
    const properties = { title, author: authorName, footer, datedOn: writtenOn };
    const { bytes } = await renderDayPostPdf([envelope], properties);
    return { pdf: bytes };
  },
};

/** What describes a copy of an invoice, its pages and fonts, once unpacked: a hundred times what the longest holds. */
const MOST_UNPACKED_BYTES = 32_000_000;

function envelopeOf({ notice, pdf, annexes }: PostedLetter): EnvelopeFiles {
  const checked = annexes.map((annex) => ({
    ...annex,
    isNeverOpened: !unpacksWithin(annex.pdf, MOST_UNPACKED_BYTES),
  }));
  return { recipient: notice.debtor.name, letter: pdf, annexes: checked };
}

function propertiesOf({ postedOn, senderName, footer }: DayPostOrder): DayPostProperties {
  return {
    title: typeset(`Courrier à poster, ${senderName}`),
    author: senderName,
    footer,
    datedOn: postedOn,
  };
}

/** Draws a statement of claim. */
export const statementPrinter: StatementPrinter = {
  async printStatement(statement) {
    const { bytes } = await renderStatementPdf(statement);
    return bytes;
  },
  async printAccount(account, datedOn) {
    const { bytes } = await renderAccountStatementPdf(account, datedOn);
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
