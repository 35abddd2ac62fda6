/** French typography, so that sentences can be written plainly in the code. */
import { NBSP } from "./money";

/**
 * Puts no-break spaces where French asks for them: before `: ; ! ? » € %`, after `«`, and inside
 * references that must stay on one line (`art. L. 441-10`, `n° F-12`). Straight apostrophes become
 * typographic. Addresses such as `https://…` are left alone, since no space precedes their colon.
 */
export function typeset(text: string): string {
  return text
    .replace(/'/g, "’")
    .replace(/ (?=[:;!?»€%])/g, NBSP)
    .replace(/« /g, `«${NBSP}`)
    .replace(/\b(n[°º]) (?=\S)/g, `$1${NBSP}`)
    .replace(/\b([Aa]rt\.|[LRD]\.) (?=[\dLRD])/g, `$1${NBSP}`);
}

/** `de Lyon`, `d’Angers`: a name after « de ». A name in H is not elided, for want of knowing. */
export function afterDe(name: string): string {
  return /^([AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜ]|Y[^AEIOU])/i.test(name) ? `d’${name}` : `de ${name}`;
}
