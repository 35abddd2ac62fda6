/** What a message says, whatever its kind, before it is bytes. */
import type { AccountContent } from "../settlement/accountStatement";
import type { NoteContent } from "./note";
import type { ReminderContent } from "./reminder";

export type MessageContent =
  | { kind: "reminder"; reminder: ReminderContent }
  | { kind: "note"; note: NoteContent }
  | { kind: "account"; account: AccountContent };

/** What every kind of content has: its subject and its language. */
export function wordsIn(content: MessageContent): Pick<NoteContent, "subject" | "language"> {
  switch (content.kind) {
    case "reminder":
      return content.reminder;
    case "note":
      return content.note;
    case "account":
      return content.account;
  }
}
