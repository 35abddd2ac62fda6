/** Who gave messages other words than those of their step. */
import { readOwnWords } from "@/db/dunning/messageTexts";
import type { Tx } from "@/db/inCompany";
import { readActorNames } from "@/db/system/journalPages";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";

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

/** Tells the words of a message apart from those it had before or gets later: what its pages carry to a gesture. */
export function wordsMark(author: Pick<WordsAuthor, "at"> | null): string {
  return author === null ? "" : String(author.at);
}

/** Field of a list of messages that holds the mark of one of them. */
export function wordsField(messageId: string): string {
  return `texte-${messageId}`;
}

/** What a page showed of the words of messages: the mark of each, see wordsMark. */
export type ReadWords = ReadonlyMap<string, string>;

/**
 * What a gesture decides of words is decided of those that were read.
 *
 * @throws DomainError MESSAGE_REWORDED when one of these messages has others
 */
export async function refuseReworded(tx: Tx, companyId: string, readWords: ReadWords): Promise<void> {
  const authors = await readWordsAuthors(tx, companyId, [...readWords.keys()]);
  if ([...readWords].every(([id, mark]) => wordsMark(authors.get(id) ?? null) === mark)) return;
  throw new DomainError(
    "MESSAGE_REWORDED",
    "Le texte d’un message a été modifié après l’ouverture de cette page. Relisez-le, puis décidez.",
  );
}
