/** What was said and received about a claim, day by day, with the exact words of notes and answers. */

import type { LocalDate } from "../calendar";
import { formatDate, formatMinuteOfDay } from "../dateText";
import type { TimelineEntry } from "../dunning/timeline";
import { type CreditorIdentity, fullLegalName, identityLine } from "../parties/creditorIdentity";
import { typeset } from "../typography";
import type { LegalPaper, PaperBlock, PaperLine } from "./legalPaper";

export interface ExchangesInput {
  readonly creditor: CreditorIdentity;
  readonly debtorName: string;
  readonly writtenOn: LocalDate;
  /** One time line an invoice, newest first. */
  readonly invoices: readonly { readonly number: string; readonly timeline: readonly TimelineEntry[] }[];
}

/** The paper, oldest fact first. */
export function exchangesPaper(input: ExchangesInput): LegalPaper {
  const { creditor } = input;
  return {
    title: "Échanges, appels, réponses et règlements",
    subtitle: typeset(
      `Avec ${input.debtorName}, tels qu’enregistrés jour après jour, au ${formatDate(input.writtenOn)}.`,
    ),
    footer: typeset(identityLine(creditor)),
    authorName: fullLegalName(creditor),
    datedOn: input.writtenOn,
    blocks: input.invoices.flatMap(({ number, timeline }): PaperBlock[] => [
      { kind: "heading", text: `Facture ${number}` },
      {
        kind: "table",
        columns: [
          { header: "Quand", widthMm: 46 },
          { header: "Fait", widthMm: 124 },
        ],
        lines: [...timeline].reverse().map(lineOf),
      },
    ]),
  };
}

function lineOf(entry: TimelineEntry): PaperLine {
  const hour = entry.minute === null ? "" : `, ${formatMinuteOfDay(entry.minute)}`;
  const detail = entry.detail === "" || /[.!?»]$/.test(entry.detail) ? entry.detail : `${entry.detail}.`;
  const note = [detail, entry.quote === "" ? "" : `« ${entry.quote} »`]
    .filter((part) => part !== "")
    .join(" ");
  return {
    label: `${formatDate(entry.on)}${hour}`,
    cells: [typeset(entry.title)],
    ...(note !== "" && { note: typeset(note) }),
  };
}
