/** Money on a suspense account (471) that names a client: nobody has booked it to its account yet. */
import { maxCents, minCents, sumCents } from "@/domain/money";
import { comparisonKey } from "@/domain/parties/asciiText";
import { isNamed, nameKey } from "@/domain/settlement/payerName";

/** A line of a suspense account that nothing is lettered with. */
export interface SuspenseLine {
  /** Auxiliary account, when the software gives one there. */
  auxiliary: string;
  pieceRef: string;
  label: string;
  /** Credit less debit: what came in, or what was booked elsewhere since. */
  cents: bigint;
}

interface WordedLine extends SuspenseLine {
  words: ReadonlySet<string>;
}

/** A client as the accounts name it, with the numbers of its documents in capitals. */
export interface SuspectedPayer {
  client: string;
  clientName: string;
  references: ReadonlySet<string>;
}

/** What waits on suspense accounts, looked up by client. */
export class Suspense {
  private readonly byWord = new Map<string, Set<WordedLine>>();
  private readonly leftCents: bigint;

  constructor(lines: readonly SuspenseLine[]) {
    for (const line of lines) {
      const words = new Set(comparisonKey(line.label).split(" "));
      const worded = { ...line, words };
      const references = [line.pieceRef, ...numbersIn(line.label)].map((text) => keyOf("ref", text));
      const keys = [...words, keyOf("aux", line.auxiliary), ...references];
      for (const key of keys) this.put(key, worded);
    }
    this.leftCents = sumCents(lines.map(({ cents }) => cents));
  }

  private put(key: string, line: WordedLine): void {
    const known = this.byWord.get(key);
    if (known) known.add(line);
    else this.byWord.set(key, new Set([line]));
  }

  /**
   * What may be a payment of this client, in cents: never more than all that is left there. Where more went out than
   * came in, what went out says nothing of what came in.
   */
  centsFor({ client, clientName, references }: SuspectedPayer): bigint {
    if (this.leftCents === 0n) return 0n;
    const name = nameKey(clientName);
    const longest = name.words.reduce((a, b) => (b.length > a.length ? b : a), "");
    const named = [...(this.byWord.get(longest) ?? [])].filter(({ words }) => isNamed(name, NOBODY, words));
    const found = new Set([
      ...named,
      ...(this.byWord.get(keyOf("aux", client)) ?? []),
      ...[...references].flatMap((reference) => [...(this.byWord.get(keyOf("ref", reference)) ?? [])]),
    ]);
    const cents = maxCents(sumCents([...found].map((line) => line.cents)), 0n);
    return this.leftCents < 0n ? cents : minCents(cents, this.leftCents);
  }
}

const LEAST_LENGTH = 4;

/** The label says all: the accounts name no payer beside it. */
const NOBODY = nameKey("");

/** What may be the number of an invoice in the words of a bank: shorter ones are days and hours. */
function numbersIn(label: string): string[] {
  return label.split(/[\s,;:()]+/).filter((word) => /\d/.test(word) && word.length >= LEAST_LENGTH);
}

/** No word holds a colon. An empty text is the key of nothing. */
function keyOf(kind: "aux" | "ref", text: string): string {
  return text === "" ? `${kind}:none:` : `${kind}:${text.toUpperCase()}`;
}
