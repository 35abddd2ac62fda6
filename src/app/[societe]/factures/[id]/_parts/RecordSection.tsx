import type { LocalDate } from "@/domain/calendar";
import { formatMinuteOfDay } from "@/domain/dateText";
import type { TimelineEntry, TimelineMark } from "@/domain/dunning/timeline";
import { Section } from "@/ui/layout/Section";
import { Timeline, TimelineItem } from "@/ui/lists/Timeline";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import type { IconName } from "@/ui/text/iconPaths";
import { Sentence } from "@/ui/text/Sentence";
import { TIMELINE_LINKS } from "../../../_parts/timelineLinks";
import type { InvoicePageContext } from "./InvoicePage";

const ICONS: Record<TimelineMark, IconName> = {
  mail: "envelope",
  send: "send",
  phone: "phone",
  promise: "calendarCheck",
  broken: "calendarCross",
  payment: "receive",
  dispute: "dispute",
  hold: "pause",
  clock: "clock",
  invoice: "invoice",
  question: "question",
  failed: "warning",
};

/** Everything that was sent and said, newest first, the exact words one touch away. */
export function RecordSection({ page }: { page: InvoicePageContext }) {
  const { timeline, pending, today } = page.invoice;
  const pendingId = pending?.kind === "message" || pending?.kind === "letter" ? pending.id : null;
  return (
    <Section title="Ce qui a été envoyé et dit" id="historique">
      <Timeline>
        {timeline.map((entry, index) => (
          <RecordItem
            // Entries have no identity of their own, and the list never changes order.
            key={index}
            entry={entry}
            home={page.home}
            today={today}
            isNow={entry.link !== null && entry.link.id === pendingId}
          />
        ))}
      </Timeline>
    </Section>
  );
}

interface RecordItemProps {
  entry: TimelineEntry;
  home: string;
  today: LocalDate;
  isNow: boolean;
}

function RecordItem({ entry, home, today, isNow }: RecordItemProps) {
  const isThisYear = entry.on.slice(0, 4) === today.slice(0, 4);
  return (
    <TimelineItem
      when={
        entry.on === today ? (
          "Aujourd’hui"
        ) : (
          <DateText on={entry.on} format={isThisYear ? "short" : "shortYear"} />
        )
      }
      time={entry.minute === null ? undefined : formatMinuteOfDay(entry.minute)}
      icon={ICONS[entry.mark]}
      {...(entry.tone !== "neutral" && { tone: entry.tone })}
      title={<Sentence>{entry.title}</Sentence>}
      note={entry.detail && <Sentence>{entry.detail}</Sentence>}
      quote={entry.quote && `«\u00a0${entry.quote}\u00a0»`}
      isNow={isNow}
    >
      {entry.link && <RecordLink link={entry.link} home={home} title={entry.title} />}
    </TimelineItem>
  );
}

function RecordLink({
  link,
  home,
  title,
}: {
  link: NonNullable<TimelineEntry["link"]>;
  home: string;
  title: string;
}) {
  const { folder, words } = TIMELINE_LINKS[link.kind];
  return (
    <Anchor href={`${home}/${folder}/${link.id}`}>
      {words}
      <span className="sr">, {title}</span>
    </Anchor>
  );
}
