import { ACCOUNT, type Fault } from "./fault";

const MEGABYTES = 1_000_000;

const duringBody: readonly Fault[] = [
  {
    name: "a reset in the middle of a large message",
    rules: [{ stage: "body", afterBytes: 100_000, close: "before", reset: true }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a server that stops reading a large message",
    rules: [{ stage: "body", afterBytes: 100_000, silent: true }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a refusal in the middle of a large message",
    rules: [{ stage: "body", afterBytes: 100_000, reply: "552 5.2.3 Too large", close: "after" }],
    bodyBytes: 24 * MEGABYTES,
    expected: { kind: "refused_permanent", stage: "final", code: 552 },
  },
  {
    // It was all in the buffers of the system: nobody can know that the server read half of it.
    name: "a reset in the middle of a small message",
    rules: [{ stage: "body", afterBytes: 1, close: "before", reset: true }],
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
];

const afterDot: readonly Fault[] = [
  {
    name: "the message refused for now",
    rules: [{ stage: "final", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "final", code: 451 },
  },
  {
    name: "the message refused for good",
    rules: [{ stage: "final", reply: "554 5.7.1 Looks like spam" }],
    expected: { kind: "refused_permanent", stage: "final", code: 554, text: "Looks like spam" },
  },
  {
    name: "the final reply names the personal link that its filter dislikes: the words are shown without it",
    rules: [
      {
        stage: "final",
        reply: "554 5.7.1 Listed: https://dument.example/r/3q2-7wAAbbCCddEEffGGhhIIjjKKllMM",
      },
    ],
    expected: { kind: "refused_permanent", stage: "final", text: "Listed: https://dument.example/r/…" },
  },
  {
    name: "421 to the message, then a close",
    rules: [{ stage: "final", reply: "421 4.3.2 Shutting down", close: "after" }],
    expected: { kind: "refused_temporary", stage: "final", code: 421 },
  },
  {
    name: "a refusal whose line end never comes",
    rules: [{ stage: "final", rawReply: "451 4.3.0 Later", close: "after", accept: false }],
    expected: { kind: "refused_temporary", stage: "final", code: 451 },
  },
  {
    name: "accepted, then a close without a word",
    rules: [{ stage: "final", accept: true, close: "before" }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "accepted, then a reset without a word",
    rules: [{ stage: "final", accept: true, close: "before", reset: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "thrown away, then a close without a word",
    rules: [{ stage: "final", accept: false, close: "before" }],
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "accepted, and the answer comes after we gave up",
    rules: [{ stage: "final", delayMs: 900 }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "accepted, and no answer ever",
    rules: [{ stage: "final", accept: true, silent: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "an answer that comes one letter at a time, for ever",
    rules: [{ stage: "final", reply: `250 ${"x".repeat(500)}`, dripMs: 20 }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "timeout" },
  },
  {
    name: "an acceptance whose line end never comes",
    rules: [{ stage: "final", rawReply: "250 2.0.0 OK", close: "after" }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "connection_lost" },
  },
  {
    name: "an answer that is not SMTP",
    rules: [{ stage: "final", reply: "thank you", accept: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "unexpected_reply" },
  },
  {
    name: "a second 354",
    rules: [{ stage: "final", reply: "354 Go on", accept: true }],
    accepted: 1,
    expected: { kind: "uncertain", reason: "unexpected_reply" },
  },
];

const harmless: readonly Fault[] = [
  {
    name: "EHLO unknown, HELO known",
    rules: [{ stage: "ehlo", reply: "502 5.5.1 What", times: 3 }],
    accepted: 1,
    expected: { kind: "accepted", rejected: [] },
  },
  {
    name: "an answer that takes its time",
    rules: [{ stage: "final", delayMs: 100 }],
    accepted: 1,
    expected: { kind: "accepted" },
  },
  {
    name: "an answer in small pieces",
    rules: [{ stage: "final", dripMs: 2 }],
    accepted: 1,
    expected: { kind: "accepted", response: "250 2.0.0 OK queued" },
  },
  {
    name: "a close right after the acceptance",
    rules: [{ stage: "final", close: "after", reset: true, reply: "250 2.0.0 OK\r\n421 4.4.2 Bye" }],
    accepted: 1,
    expected: { kind: "accepted" },
  },
  {
    name: "a sign-in with letters outside ASCII",
    rules: [],
    sink: { credentials: ACCOUNT },
    credentials: ACCOUNT,
    accepted: 1,
    expected: { kind: "accepted" },
  },
];

/** While the message is handed over and after, where certainty ends; and what only looks wrong. */
export const LATE_FAULTS: readonly Fault[] = [...duringBody, ...afterDot, ...harmless];
