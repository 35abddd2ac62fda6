/** What imports are called, and how their counts are told. */
import { formatCount, NBSP } from "@/domain/money";
import type { IconName } from "@/ui/text/iconPaths";
import type { Tone } from "@/ui/text/tone";
import type { ImportProgress, ImportSummary } from "@/usecases/invoicing/readImport";

/** `1 facture`, `1 240 factures`. */
export function many(count: number, one: string, several: string): string {
  return `${formatCount(count)}${NBSP}${count > 1 ? several : one}`;
}

export const invoicesIn = (count: number) => many(count, "facture", "factures");
export const creditsIn = (count: number) => many(count, "avoir", "avoirs");
export const linesIn = (count: number) => many(count, "ligne", "lignes");

export const pdfsIn = (count: number) => many(count, "PDF", "PDF");

/** `3 factures et 1 avoir`, without what there is none of; empty when there is nothing. */
export function documentsIn(invoices: number, credits: number): string {
  const parts = [
    ...(invoices > 0 ? [invoicesIn(invoices)] : []),
    ...(credits > 0 ? [creditsIn(credits)] : []),
  ];
  return parts.join(" et ");
}

/** `annulée`, `annulées`, `annulé`: agrees with the invoices and credit notes it follows. */
export function participle(invoices: number, credits: number, word: string): string {
  return `${word}${credits > 0 ? "" : "e"}${invoices + credits > 1 ? "s" : ""}`;
}

/** What an import reads one by one: the lines of a table, or files. */
export function partsIn(count: number, { isBundle }: { isBundle: boolean }): string {
  return isBundle ? many(count, "fichier", "fichiers") : linesIn(count);
}

interface State {
  label: string;
  tone?: Tone;
  icon: IconName;
}

/** The state of an import in a word. */
export function stateOf({ state, undone, errorCount, isBundle }: ImportSummary): State {
  if (undone) return undone.on ? { label: "Annulé", icon: "undo" } : { label: "Annulation…", icon: "clock" };
  switch (state) {
    case "MAPPING":
      return { label: "À relire", tone: "caution", icon: "edit" };
    case "QUEUED":
    case "RUNNING":
      return { label: "En cours", tone: "info", icon: "clock" };
    case "FAILED":
      return { label: "Interrompu", tone: "critical", icon: "warning" };
    case "DONE":
      return errorCount > 0
        ? {
            label: isBundle ? "Des fichiers refusés" : "Des lignes à corriger",
            tone: "caution",
            icon: "warning",
          }
        : { label: "Terminé", tone: "positive", icon: "check" };
  }
}

/** How far long work has come, as its bar shows it. Plain data: it goes to the browser. */
export interface ProgressView {
  isOver: boolean;
  value: number;
  max: number;
  detail: string;
}

export function progressOf(progress: ImportProgress): ProgressView {
  const { state, isUndoing, createdCount, undoneCount, doneLines, totalLines } = progress;
  if (isUndoing) {
    const detail = `${formatCount(undoneCount)} sur ${invoicesIn(createdCount)}`;
    return { isOver: false, value: undoneCount, max: Math.max(1, createdCount), detail };
  }
  return {
    isOver: state !== "QUEUED" && state !== "RUNNING",
    value: doneLines,
    max: totalLines,
    detail:
      doneLines === 0
        ? "commence dans un instant"
        : `${formatCount(doneLines)} sur ${partsIn(totalLines, progress)}`,
  };
}
