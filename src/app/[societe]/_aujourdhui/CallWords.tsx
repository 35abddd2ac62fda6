import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { offsetLabel } from "@/domain/dunning/scenario";
import { CallBlock } from "@/ui/lists/CallBlock";
import { Sentence } from "@/ui/text/Sentence";
import type { CallItem } from "@/usecases/reporting/workItems";

const HISTORY_WORDS = {
  due: "Échéance",
  EMAIL: "Relance par courriel",
  CALL: "Appel",
  LETTER: "Lettre de relance",
  FORMAL_NOTICE: "Mise en demeure",
} as const;

interface CallWordsProps {
  call: CallItem;
  /** Adds the call itself to what has happened. */
  plannedOn?: LocalDate;
  outcomes?: ReactNode;
}

/** What can be said on the phone, and what has happened before. */
export function CallWords({ call, plannedOn, outcomes }: CallWordsProps) {
  const past = call.history.map(({ on, what }) => ({ on, what: HISTORY_WORDS[what] }));
  const planned =
    plannedOn !== undefined && call.offsetDays !== null
      ? [{ on: plannedOn, what: `Appel prévu à ${offsetLabel(call.offsetDays)}` }]
      : [];
  return (
    <CallBlock
      script={<Sentence>{call.script}</Sentence>}
      history={[...past, ...planned]}
      outcomes={outcomes}
    />
  );
}
