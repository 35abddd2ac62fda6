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

/**
 * What a gesture decides of words is decided of those that were read.
 *
 * @param readWords what the page showed of the words, see wordsMark
 * @throws DomainError MESSAGE_REWORDED when one of these messages has others
 */
export async function refuseReworded(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  readWords: string,
): Promise<void> {
  const authors = await readWordsAuthors(tx, companyId, messageIds);
  if (messageIds.every((id) => wordsMark(authors.get(id) ?? null) === readWords)) return;
  throw new DomainError(
    "MESSAGE_REWORDED",
    "Le texte de ce message a été modifié après l’ouverture de cette page. Relisez-le, puis décidez.",
  );
}
