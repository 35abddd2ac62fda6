/** What the replay of a scenario comes to, in a sentence. */
import { daysBetween, type LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { NBSP } from "../money";
import { typeset } from "../typography";
import type { ReplayFigures } from "./replay";

/** One version that was replayed. */
export interface PlayedVersion {
  name: string;
  number: number;
  figures: ReplayFigures;
}

interface Span {
  fromOn: LocalDate;
  toOn: LocalDate;
}

const whole = new Intl.NumberFormat("fr-FR");

/** `1 284`, with no-break spaces. */
export function replayCount(value: number): string {
  return whole.format(value).replace(/[\u202f ]/g, NBSP);
}

/** True when none of these versions would have contacted anyone: there is nothing to compare. */
export function isSilent(played: readonly PlayedVersion[]): boolean {
  return played.every(({ figures }) => figures.clientsContacted === 0);
}

/** What the first version would have done over these days, beside the second when there is one. */
export function replaySummary(played: readonly PlayedVersion[], { fromOn, toOn }: Span): string {
  const [first, second] = played;
  if (!first) return "";
  const span = `Du ${formatDate(fromOn)} au ${formatDate(toOn)}, ${daysBetween(fromOn, toOn) + 1}${NBSP}jours`;
  if (isSilent(played)) {
    const who = played.map(named).join(" ni ");
    const none = second ? `ni ${who} n’auraient` : `${who} n’aurait`;
    return typeset(`${span} : ${none} contacté personne, sur ${invoicesWords(first.figures.invoices)}.`);
  }
  const { messages, formalNotices } = first.figures;
  const mails = `${replayCount(messages)} courriel${messages > 1 ? "s" : ""}`;
  const notices = `${replayCount(formalNotices)} mise${formalNotices > 1 ? "s" : ""} en demeure`;
  if (!second) return typeset(`${span} : ${mails} et ${notices}. Aucun envoi un jour férié ni un week-end.`);
  const than = second.figures;
  const sent =
    than.messages === messages
      ? `autant de courriels (${replayCount(messages)})`
      : `${mails} au lieu de ${replayCount(than.messages)}`;
  const proposed =
    than.formalNotices === formalNotices
      ? "autant de mises en demeure"
      : `${notices} au lieu de ${replayCount(than.formalNotices)}`;
  return typeset(
    `${span} : ${named(first)}, aurait envoyé ${sent}, et proposé ${proposed}, par rapport à ${named(second)}.`,
  );
}

function invoicesWords(count: number): string {
  return count === 1 ? "une facture" : `${replayCount(count)}${NBSP}factures`;
}

function named({ name, number }: PlayedVersion): string {
  return `« ${name} », version ${number}`;
}
