/** The name of a client in what a bank writes of a payer: capitals, no accent, cut short, words in any order. */
import { comparisonKey } from "../parties/asciiText";

/** Words that name no one. */
const EMPTY_WORDS = new Set(
  "sarl sas sasu sa eurl sci snc scop scp selarl selas gie earl gaec ste societe ets etablissements etablissement entreprise cie compagnie groupe association asso monsieur madame mr mme m mlle le la les l de du des d et a au aux en virement virements vir sepa inst instantane recu recus votre faveur".split(
    " ",
  ),
);

/** Shorter names are found in anything. */
const TELLING_LETTERS = 4;
/** Banks cut names, never this short. */
export const CUT_LETTERS = 10;

export interface NameKey {
  words: readonly string[];
  /** The words in one piece. */
  whole: string;
}

/** What of a name tells one client from another. */
export function nameKey(name: string): NameKey {
  const all = comparisonKey(name)
    .split(" ")
    .filter((word) => word !== "");
  const words = all.filter((word) => !EMPTY_WORDS.has(word));
  return { words, whole: words.join("") };
}

/**
 * True when the bank's text names this client: all the words of its name are there, or the payer's name is the
 * beginning of it, cut by the bank.
 */
export function isNamed(client: NameKey, payer: NameKey, text: ReadonlySet<string>): boolean {
  if (client.whole.length < TELLING_LETTERS) return false;
  if (client.words.every((word) => text.has(word))) return true;
  return payer.whole.length >= CUT_LETTERS && client.whole.startsWith(payer.whole);
}

/** True when the bank says who paid, and it is not this client: one word of a label then names nobody surely. */
export function isNamedAnother(client: NameKey, payer: NameKey): boolean {
  return payer.whole.length >= TELLING_LETTERS && !isNamed(client, payer, new Set(payer.words));
}
