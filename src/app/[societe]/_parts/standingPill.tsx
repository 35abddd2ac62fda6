import type { Standing } from "@/domain/dunning/standing";
import { Pill } from "@/ui/text/Pill";

const ICONS = {
  circle: "circle",
  clock: "clock",
  phone: "phone",
  pause: "pause",
  mail: "envelope",
  question: "question",
  calendar: "calendar",
  inbox: "receive",
  check: "check",
  stop: "close",
} as const satisfies Record<Standing["sign"], string>;

/** The state of an invoice in a dense list: its sign and its word. */
export function standingPill(standing: Standing) {
  return (
    <Pill
      ground="bare"
      icon={ICONS[standing.sign]}
      {...(standing.tone !== "neutral" && { tone: standing.tone })}
    >
      {standing.word}
    </Pill>
  );
}
