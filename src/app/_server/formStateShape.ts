/** The shape of a form's answer, apart from the code that makes it: browsers load this file too. */
import type { FieldChoice } from "@/domain/fields";

export interface FormState {
  status: "idle" | "error" | "done";
  /** A sentence about the whole form. */
  message: string;
  errors: Record<string, string>;
  /** What was typed, so that nothing is lost. */
  values: Record<string, string>;
  /** Answers proposed for a field that did not say which one is meant. */
  choices?: Record<string, readonly FieldChoice[]>;
  /** Said this once, to be copied. */
  told?: { label: string; value: string };
}

export const IDLE: FormState = { status: "idle", message: "", errors: {}, values: {} };
