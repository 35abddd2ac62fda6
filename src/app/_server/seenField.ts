/** Pages tell their forms what they were opened on, and when. */
import { clock } from "@/context/clock";
import { seenField as fieldAt, type Seen } from "@/usecases/seenRecord";

/** The hidden field of a form opened on this record now. */
export function seenField(record: Seen): Record<string, string> {
  return fieldAt(record, clock.now());
}
