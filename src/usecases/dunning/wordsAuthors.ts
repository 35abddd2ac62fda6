/** Who gave messages other words than those of their step. */
import { readOwnWords } from "@/db/dunning/messageTexts";
import type { Tx } from "@/db/inCompany";
import { readActorNames } from "@/db/system/journalPages";
import type { Instant } from "@/domain/calendar";

export interface WordsAuthor {
  /** « une personne » when nobody knows who any more. */
  name: string;
  at: Instant;
}

/** The authors of these messages, by message; none for those that speak with their step. */
export async function readWordsAuthors(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, WordsAuthor>> {
  const words = [...(await readOwnWords(tx, companyId, messageIds))];
  if (words.length === 0) return new Map();
  const userIds = words.flatMap(([, { writtenById }]) => writtenById ?? []);
  const { users } = await readActorNames(tx, userIds, []);
  return new Map(
    words.map(([id, { writtenById, writtenAt }]) => [
      id,
      { name: users.get(writtenById ?? "") ?? "une personne", at: writtenAt.getTime() },
    ]),
  );
}

/** Tells the words of a message apart from those it had before or gets later: what its page carries to the approval. */
export function wordsMark(author: WordsAuthor | null): string {
  return author === null ? "" : String(author.at);
}
