import { cutText } from "@/domain/cutText";

/** Lines after which an answer quotes what it answers, in the mail programs people use. */
const QUOTE_STARTS = [
  /^\s*(?:le|on)\s.{5,200}(?:a [eé]crit|wrote)\s*(?::\s*)?$/i,
  /^\s*-{2,}\s*(?:message (?:d'origine|original|transf[eé]r[eé])|original message|forwarded message|message de)\s*-{2,}/i,
  /^\s*_{10,}\s*$/,
  /^\s*(?:de|from)\s*:\s.+$/i,
  /^\s*(?:envoy[eé] de mon|sent from my|obtenir outlook|get outlook|t[eé]l[eé]charger outlook)/i,
];
/** « -- » alone begins a signature (RFC 3676). */
const SIGNATURE = /^-- ?$/;

const MAX_LENGTH = 4_000;

/**
 * What a person wrote in an answer, without what they quote and without their signature. When
 * nothing is left, the whole text: better too much than the words lost.
 */
export function ownWords(text: string): string {
  // A « wrote: » line is often folded in two by the mail program.
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const end = lines.findIndex((line, at) => {
    const joined = `${line} ${lines[at + 1] ?? ""}`;
    return (
      SIGNATURE.test(line) || QUOTE_STARTS.some((start) => start.test(line)) || isFoldedQuoteStart(joined)
    );
  });
  const before = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line));
  const own = tidy(before.join("\n"));
  return cutText(own === "" ? tidy(text) : own, MAX_LENGTH);
}

function isFoldedQuoteStart(text: string): boolean {
  return /^\s*(?:le|on)\s.{5,250}(?:a [eé]crit|wrote)\s*:\s*$/i.test(text);
}

function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : " "))
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
