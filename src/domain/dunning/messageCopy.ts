/** The words around a copy of a message that left, for the company's own mailbox. */

import type { Instant } from "../calendar";
import type { CalendarZone } from "../calendarZone";
import { timeZoneOf } from "../calendarZone";
import { formatDate, formatMinuteOfDay } from "../dateText";
import { NBSP } from "../money";
import { localDateAt, minuteOfDayAt } from "../zonedTime";

/** Invoices named in a subject before « et 3 autres ». */
const MAX_NUMBERS = 3;
/** A client's name longer than this is cut: a subject holds 250 characters. */
const MAX_NAME = 100;
const MAX_NUMBER = 40;

export interface CopiedMessage {
  clientName: string;
  numbers: readonly string[];
  subject: string;
  /** Whom it went to. */
  readers: readonly string[];
  sentAt: Instant;
  zone: CalendarZone;
  mimeSha256: string;
}

export interface CopyWords {
  subject: string;
  paragraphs: string[];
  fileName: string;
}

/** What the small message around the copy says. */
export function copyWords(message: CopiedMessage): CopyWords {
  const zone = timeZoneOf(message.zone);
  const on = localDateAt(message.sentAt, zone);
  const hour = formatMinuteOfDay(minuteOfDayAt(message.sentAt, zone));
  return {
    subject: `Copie${NBSP}: ${cut(message.clientName, MAX_NAME)}${numbersOf(message.numbers)}`,
    paragraphs: [
      `Ce message est parti le ${formatDate(on)} à ${hour} pour ${message.clientName}, à ${message.readers.join(", ")}${NBSP}: «${NBSP}${message.subject}${NBSP}».`,
      `Le fichier joint est le message exact, octet pour octet. Son empreinte SHA-256, inscrite au journal${NBSP}: ${message.mimeSha256}. Il contient le lien personnel du client${NBSP}: ne le transférez pas.`,
    ],
    fileName: `message du ${on}.eml`,
  };
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text;
}

function numbersOf(numbers: readonly string[]): string {
  if (numbers.length === 0) return "";
  const shown = numbers.slice(0, MAX_NUMBERS).map((number) => cut(number, MAX_NUMBER));
  const more = numbers.length - shown.length;
  return `, ${shown.join(", ")}${more > 0 ? ` et ${more} autre${more > 1 ? "s" : ""}` : ""}`;
}
