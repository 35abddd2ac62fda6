/** Turns a letter into the entry of a time line. */
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { offsetLabel } from "@/domain/dunning/scenario";
import { placeOf, plainEntry, type TimelineEntry } from "@/domain/dunning/timeline";
import { NBSP } from "@/domain/money";
import type { InvoiceRecord } from "./invoiceRecord";

/** What the entry reads of a letter, whoever has found it. */
type Letter = Omit<InvoiceRecord["letters"][number], "steps"> & { steps: readonly { offsetDays: number }[] };

/** What has become of a letter, after its name: « Mise en demeure présentée ». */
export const LETTER_STATE_WORDS = {
  DRAFT: "en préparation",
  TO_APPROVE: "à approuver",
  TO_POST: "à poster",
  POSTED: "postée",
  PRESENTED: "présentée",
  DELIVERED: "distribuée",
  RETURNED: "retournée",
  CANCELLED: "retirée",
} as const;

/**
 * A letter stands at the day it was posted, since that is when it was sent; before, at the instant of its
 * approval, else of its drawing. What the carrier noted later is told beside it.
 */
export function letterEntry(letter: Letter, timeZone: string): TimelineEntry {
  const step = letter.steps[0];
  const label = step ? `${offsetLabel(step.offsetDays)}. ` : "";
  const number = letter.trackingNumber ? `Recommandé n°${NBSP}${letter.trackingNumber}. ` : "";
  const name = letter.channel === "FORMAL_NOTICE" ? "Mise en demeure" : "Lettre";
  const postedOn = toLocalDateOrNull(letter.postedOn);
  const place =
    postedOn === null
      ? placeOf(null, (letter.approvedAt ?? letter.createdAt).getTime(), timeZone)
      : { on: postedOn, minute: null };
  return {
    ...plainEntry("mail"),
    ...place,
    tone: letter.state === "CANCELLED" ? "neutral" : "critical",
    title: `${name} ${LETTER_STATE_WORDS[letter.state]}`,
    detail: `${label}${number}${postedOn === null ? (letter.outcome ?? "") : carriedWords(postedOn, letter)}`,
    link: { kind: "letter", id: letter.id },
  };
}

/** `Postée le 18 novembre 2026, présentée le 20 novembre 2026.` */
function carriedWords(postedOn: LocalDate, { presentedOn, deliveredOn, returnedOn }: Letter): string {
  const presented = presentedOn?.getTime() === deliveredOn?.getTime() ? null : presentedOn;
  const facts = [
    `Postée le ${formatDate(postedOn)}`,
    presented && `présentée le ${formatDate(toLocalDate(presented))}`,
    deliveredOn && `distribuée le ${formatDate(toLocalDate(deliveredOn))}`,
    returnedOn && `retournée le ${formatDate(toLocalDate(returnedOn))}`,
  ];
  return `${facts.filter(Boolean).join(", ")}.`;
}
