/** What tells a movement of an account from every other one, in whatever file it comes. */
import { sha256Hex } from "@/db/sha256";
import type { BankEntry, BankFile } from "@/formats/bank/bankStatement";

export interface KeyedEntry {
  account: string;
  lineKey: string;
  entry: BankEntry;
}

/**
 * Keys of the movements of a file. The bank's own name of a movement when it has one, with its day and amount since
 * some banks use a name again; else what is written of it. Two that are alike to the letter, on the same day, are the
 * first and the second of that day: the same ones in a file that overlaps.
 */
export function keyedEntries(file: BankFile): KeyedEntry[] {
  const seen = new Map<string, number>();
  return file.statements.flatMap(({ account, entries }) =>
    entries.map((entry) => {
      const { bookedOn, amountCents, currency, bankId, label, counterpartyName, counterpartyIban } = entry;
      const own = bankId === "" ? [label, counterpartyName, counterpartyIban] : [bankId];
      const words = JSON.stringify([account, bookedOn, amountCents.toString(), currency, ...own]);
      const occurrence = (seen.get(words) ?? 0) + 1;
      seen.set(words, occurrence);
      return { account, entry, lineKey: sha256Hex(`${words}#${occurrence}`) };
    }),
  );
}
