import type { SinkRule } from "../support/sinkRules";
import type { SinkOptions } from "../support/smtpSink";

/** Something that a mail server does wrong, and what it must be taken for. */
export interface Fault {
  readonly name: string;
  readonly rules: readonly SinkRule[];
  /** What the outcome must hold. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** Copies that the server took; 0 unless said. */
  readonly accepted?: number;
  readonly bodyBytes?: number;
  readonly sink?: SinkOptions;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** An account whose name and password need care in an address. */
export const ACCOUNT = { user: "zoé@dument.test", password: "p:a/ss" };
