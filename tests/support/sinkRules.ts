/** How the test mail server misbehaves, written as data so that it can cross a process border. */

/** The moment a rule is about. `body` is while the message arrives, `final` after its last dot. */
export type SinkStage = "banner" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "final";

/** One misbehaviour. All parts are optional and combine; they apply in the order listed. */
export interface SinkRule {
  readonly stage: SinkStage;
  /** Only for this recipient domain (at `mail`, this sender domain). Without it: always. */
  readonly domain?: string;
  /** How many times the rule applies before it is forgotten. Without it: for ever. */
  readonly times?: number;
  /** `body`: act once this many bytes have arrived. */
  readonly afterBytes?: number;
  /** `final`: whether the message is logged as accepted. By default when the reply is a 2xx. */
  readonly accept?: boolean;
  /** Wait before going on, in milliseconds. A message to be accepted is logged before the wait. */
  readonly delayMs?: number;
  /** Said instead of the usual reply; lines are separated by CRLF, the last CRLF is added. */
  readonly reply?: string;
  /** Said as it is, without any line end added. */
  readonly rawReply?: string;
  /** Say the reply one byte at a time, with this wait between two. */
  readonly dripMs?: number;
  /** Never reply, and read nothing more. */
  readonly silent?: boolean;
  /** Close instead of replying, or after the reply. */
  readonly close?: "before" | "after";
  /** Close with a reset instead of a FIN. */
  readonly reset?: boolean;
}

/** The rules in force. Later rules win over earlier ones. */
export class SinkRules {
  private entries: { rule: SinkRule; left: number }[] = [];

  set(rules: readonly SinkRule[]): void {
    this.entries = [];
    this.add(rules);
  }

  add(rules: readonly SinkRule[]): void {
    for (const rule of rules) this.entries.unshift({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  /** The rule for a stage, used up by one; `domains` are those concerned at this stage. */
  take(stage: SinkStage, domains: readonly string[]): SinkRule | undefined {
    const entry = this.find(stage, domains);
    if (entry) entry.left -= 1;
    return entry?.rule;
  }

  /** The rule for a stage, left as it is. */
  peek(stage: SinkStage, domains: readonly string[]): SinkRule | undefined {
    return this.find(stage, domains)?.rule;
  }

  private find(stage: SinkStage, domains: readonly string[]) {
    if (this.entries.length === 0) return undefined;
    return this.entries.find(
      ({ rule, left }) =>
        left > 0 && rule.stage === stage && (rule.domain === undefined || domains.includes(rule.domain)),
    );
  }
}
