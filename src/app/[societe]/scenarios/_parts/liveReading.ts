/** A step as its reader gets it, in what a request can carry: what the preview beside its form shows. */
import { formatDate } from "@/domain/dateText";
import type { FormalNotice } from "@/domain/legal/formalNoticeContent";
import { formatEuros, NBSP } from "@/domain/money";
import type { StepPreview } from "@/usecases/dunning/previewStep";

export type LiveReading = {
  /** « Au 9 novembre 2026 ». */
  day: string;
} & (
  | {
      kind: "EMAIL";
      from: string;
      to: string;
      subject: string;
      /** Null for the message as it was opened: its frame has it already. */
      html: string | null;
    }
  | { kind: "TEXT"; title: string; paragraphs: readonly string[] }
  /** Why nothing can be written. */
  | { kind: "NONE"; problem: string }
);

export interface LiveAnswer {
  /** What is wrong with the words, by field. */
  errors: Readonly<Record<string, string>>;
  /** Null while they cannot be written as they are. */
  reading: LiveReading | null;
}

/** @param html of a message; null where its frame has it already */
export function readingOf(preview: StepPreview, html: string | null): LiveReading {
  const day = `Au ${formatDate(preview.on)}`;
  switch (preview.kind) {
    case "EMAIL": {
      const to = [...preview.to, ...preview.cc].join(", ") || "l’adresse de votre client";
      return { kind: "EMAIL", day, from: preview.from, to, subject: preview.content.subject, html };
    }
    case "CALL":
      return {
        kind: "TEXT",
        day,
        title: preview.contactName || "Votre client",
        paragraphs: [preview.script],
      };
    case "LETTER":
      return {
        kind: "TEXT",
        day,
        title: preview.notice.subject.title,
        paragraphs: letterParagraphs(preview.notice),
      };
    case "NONE":
      return { kind: "NONE", day, problem: preview.problem };
  }
}

/** The words of a letter, without its layout. */
function letterParagraphs(notice: FormalNotice): string[] {
  const { rows, totalLabel, totalCents } = notice.statement;
  const statement = [...rows, { label: totalLabel, amountCents: totalCents }].map(
    ({ label, amountCents }) => `${label}${NBSP}: ${formatEuros(amountCents)}`,
  );
  return [
    notice.subject.detail,
    notice.salutation,
    ...notice.sections.flatMap(({ key, paragraphs }) => [
      ...paragraphs,
      ...(key === "FACTS" ? [statement.join("\n")] : []),
    ]),
    notice.closing,
    notice.signature.join("\n"),
  ];
}
