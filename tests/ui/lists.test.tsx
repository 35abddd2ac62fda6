/** Lists of what happened. */
import { expect, it } from "vitest";
import { TimelineItem } from "@/ui/lists/Timeline";
import { markupOf } from "./markup";

it("draws the mark of what awaits someone in one colour, whatever its tone", () => {
  const mark = (isNow: boolean) =>
    /<span class="(timeline__mark[^"]*)"/.exec(
      markupOf(
        <TimelineItem when="9 déc." icon="envelope" tone="critical" title="À approuver" isNow={isNow} />,
      ),
    )?.[1];
  expect(mark(false)).toBe("timeline__mark is-critical");
  expect(mark(true)).toBe("timeline__mark");
});
