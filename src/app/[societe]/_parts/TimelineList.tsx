import { formatMinuteOfDay } from "@/domain/dateText";
import type { TimelineEntry, TimelineMark } from "@/domain/dunning/timeline";
import { Timeline, TimelineItem } from "@/ui/lists/Timeline";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import type { IconName } from "@/ui/text/iconPaths";
import { Sentence } from "@/ui/text/Sentence";
import { TIMELINE_LINKS } from "./timelineLinks";

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

interface TimelineListProps {
  entries: readonly TimelineEntry[];
  /** Year of today: other years are written out. */
  year: string;
  /** Address of the company's home. */
  home: string;
}

/** What was sent and said, newest first, each entry leading to the exact message or letter. */
export function TimelineList({ entries, year, home }: TimelineListProps) {
  return (
    <Timeline>
      {entries.map((entry, index) => (
        <TimelineItem
          // Two entries may share a day and a title; the list never changes order.
          key={index}
          when={<DateText on={entry.on} format={entry.on.startsWith(year) ? "short" : "shortYear"} />}
          {...(entry.minute !== null && { time: formatMinuteOfDay(entry.minute) })}
          icon={ICONS[entry.mark]}
          {...(entry.tone !== "neutral" && { tone: entry.tone })}
          title={<Sentence>{entry.title}</Sentence>}
          {...(entry.detail !== "" && { note: <Sentence>{entry.detail}</Sentence> })}
          {...(entry.quote !== "" && { quote: `«\u00a0${entry.quote}\u00a0»` })}
        >
          {entry.link && (
            <Anchor href={`${home}/${TIMELINE_LINKS[entry.link.kind].folder}/${entry.link.id}`}>
              {TIMELINE_LINKS[entry.link.kind].words}
            </Anchor>
          )}
        </TimelineItem>
      ))}
    </Timeline>
  );
}
