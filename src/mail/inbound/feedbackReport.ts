import { addressIn, fieldsOf, MAX_RECIPIENTS } from "./deliveryReport";

/** What a mailbox provider tells of a message of ours. */
export interface FeedbackReport {
  /** Its reader does not want it; false for a report that clears it, or speaks of signatures. */
  isUnwanted: boolean;
  /** The return address of our message: it names it. Empty when the report hides it. */
  sender: string;
  /** Readers it names: many providers hide them. */
  recipients: string[];
}

/** Kinds of feedback that refuse nothing: a reader who clears the message, a failed signature (RFC 6591). */
const NO_COMPLAINT = new Set(["not-spam", "auth-failure"]);

/** Reads the machine part of a feedback report. A kind that is missing or unknown counts as a complaint. */
export function readFeedbackReport(text: string): FeedbackReport {
  const fields = fieldsOf(text);
  return {
    isUnwanted: !NO_COMPLAINT.has(fields.get("feedback-type")?.toLowerCase() ?? ""),
    sender: addressIn(fields.get("original-mail-from")) ?? "",
    recipients: [...text.matchAll(/^original-rcpt-to:(.*)$/gim)]
      .slice(0, MAX_RECIPIENTS)
      .flatMap(([, value]) => addressIn(value) ?? []),
  };
}
