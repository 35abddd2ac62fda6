/** What came back about a message, as an entry of a time line. */
import { plainEntry, type TimelineEntry, type UndatedEntry } from "@/domain/dunning/timeline";
import { afterDe } from "@/domain/typography";
import type { InvoiceRecord } from "./invoiceRecord";

type InboundRow = InvoiceRecord["messages"][number]["inbound"][number];

/** Longest part of a message that is quoted: its page has the whole. */
const MAX_QUOTE = 280;

/** The words of a person are quoted; those of machines and servers are a detail. */
export function inboundEntry(
  mail: InboundRow,
  at: (instant: Date, entry: UndatedEntry) => TimelineEntry,
): TimelineEntry {
  const link = { kind: "inbound", id: mail.id } as const;
  const who = mail.fromName || mail.fromEmail;
  const words = shortened(mail.text);
  const entry = (given: Partial<UndatedEntry>): TimelineEntry =>
    at(mail.createdAt, { ...plainEntry("mail"), ...given, link });
  switch (mail.kind) {
    case "REPLY":
      return entry({ title: `Réponse par courriel ${afterDe(who)}`, quote: words });
    case "AUTO_REPLY":
      return entry({ title: "Réponse automatique", detail: who });
    case "BOUNCE":
      return entry({ mark: "failed", tone: "critical", title: "Message non distribué", detail: words });
    case "DELAY":
      return entry({ mark: "clock", title: "Message retardé par un serveur", detail: words });
    case "COMPLAINT":
      return entry({ mark: "failed", tone: "critical", title: "Message signalé comme indésirable" });
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= MAX_QUOTE ? line : `${line.slice(0, MAX_QUOTE - 1).trimEnd()}…`;
}
