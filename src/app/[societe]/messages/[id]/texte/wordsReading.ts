/** A reminder as its client would get it, in what the preview beside the form of its words shows. */
import { clock } from "@/context/clock";
import { formatDate } from "@/domain/dateText";
import { localDateAt } from "@/domain/zonedTime";
import type { MessageParts } from "@/usecases/ports";
import type { LiveReading } from "../../../scenarios/_parts/liveReading";

/** @param html of the message; null where its frame has it already */
export function wordsReading(
  { from, to, cc, subject }: Pick<MessageParts, "from" | "to" | "cc" | "subject">,
  timeZone: string,
  html: string | null,
): LiveReading {
  return {
    kind: "EMAIL",
    day: `Au ${formatDate(localDateAt(clock.now(), timeZone))}`,
    from: from?.name || (from?.address ?? ""),
    to: [...to, ...cc].map(({ address }) => address).join(", "),
    subject,
    html,
  };
}
