import type { ChannelCounts } from "@/domain/dunning/forecast";
import { NBSP } from "@/domain/money";

const NAMES = [
  ["EMAIL", "courriel", "courriels"],
  ["CALL", "appel", "appels"],
  ["LETTER", "lettre", "lettres"],
  ["FORMAL_NOTICE", "mise en demeure", "mises en demeure"],
] as const;

/** « 3 courriels », « 1 appel »: one part a channel that is used. */
export function countParts(counts: ChannelCounts): string[] {
  return NAMES.flatMap(([channel, one, several]) => {
    const count = counts[channel];
    return count === 0 ? [] : [`${count}${NBSP}${count > 1 ? several : one}`];
  });
}

/** « 4 relevés de compte »; nothing when there is none. */
export function statementParts(count: number): string[] {
  return count === 0 ? [] : [`${count}${NBSP}${count > 1 ? "relevés" : "relevé"} de compte`];
}

/** « 3 courriels, 1 appel et 1 mise en demeure ». */
export function countWords(counts: ChannelCounts, statements = 0): string {
  const parts = [...countParts(counts), ...statementParts(statements)];
  return parts.length < 2 ? (parts[0] ?? "rien") : `${parts.slice(0, -1).join(", ")} et ${parts.at(-1)}`;
}

export function total(counts: ChannelCounts): number {
  return counts.EMAIL + counts.CALL + counts.LETTER + counts.FORMAL_NOTICE;
}
