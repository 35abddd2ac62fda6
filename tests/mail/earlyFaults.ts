import { ACCOUNT, type Fault } from "./fault";

const before: readonly Fault[] = [
  {
    name: "a greeting that refuses",
    rules: [{ stage: "banner", reply: "554 5.3.2 Not today" }],
    expected: {
      kind: "refused_permanent",
      stage: "greeting",
      code: 554,
      enhancedCode: "5.3.2",
      text: "Not today",
    },
  },
  {
    name: "a greeting that says to come back",
    rules: [{ stage: "banner", reply: "421 4.3.2 Too many", close: "after" }],
    expected: { kind: "refused_temporary", stage: "greeting", code: 421 },
  },
  {
    name: "no greeting",
    rules: [{ stage: "banner", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a close instead of the greeting",
    rules: [{ stage: "banner", close: "before" }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a greeting that comes one letter at a time, for ever",
    rules: [{ stage: "banner", reply: `220 ${"x".repeat(500)}`, dripMs: 20 }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a greeting that is not SMTP",
    rules: [{ stage: "banner", reply: "SSH-2.0-sink" }],
    expected: { kind: "not_sent", reason: "protocol" },
  },
  {
    name: "EHLO and HELO refused",
    rules: [{ stage: "ehlo", reply: "550 5.7.1 Who are you" }],
    expected: { kind: "refused_permanent", stage: "ehlo", code: 550 },
  },
  {
    name: "EHLO never answered",
    rules: [{ stage: "ehlo", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a wrong password",
    rules: [{ stage: "auth", reply: "535 5.7.8 Bad credentials" }],
    sink: { credentials: ACCOUNT },
    credentials: ACCOUNT,
    expected: { kind: "refused_permanent", stage: "auth", code: 535, enhancedCode: "5.7.8" },
  },
  {
    name: "a sign-in that is down for now",
    rules: [{ stage: "auth", reply: "454 4.7.0 Temporary failure" }],
    sink: { credentials: ACCOUNT },
    credentials: ACCOUNT,
    expected: { kind: "refused_temporary", stage: "auth", code: 454 },
  },
  {
    name: "a close during the sign-in",
    rules: [{ stage: "auth", close: "before" }],
    sink: { credentials: ACCOUNT },
    credentials: ACCOUNT,
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "credentials for a server without sign-in",
    rules: [],
    credentials: ACCOUNT,
    expected: { kind: "not_sent", reason: "auth_unavailable" },
  },
];

const envelope: readonly Fault[] = [
  {
    name: "a sender refused for now",
    rules: [{ stage: "mail", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 451, enhancedCode: "4.3.0", text: "Later" },
  },
  {
    name: "a sender refused for good, over two lines",
    rules: [{ stage: "mail", reply: "550-5.7.1 Not you\r\n550 5.7.1 never" }],
    expected: {
      kind: "refused_permanent",
      stage: "mail",
      code: 550,
      enhancedCode: "5.7.1",
      text: "Not you never",
    },
  },
  {
    name: "a bad sequence, which another session may mend",
    rules: [{ stage: "mail", reply: "503 5.5.1 Bad sequence" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 503 },
  },
  {
    name: "421 to MAIL, then a close",
    rules: [{ stage: "mail", reply: "421 4.4.2 Bye", close: "after" }],
    expected: { kind: "refused_temporary", stage: "mail", code: 421 },
  },
  {
    name: "MAIL never answered",
    rules: [{ stage: "mail", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a close instead of an answer to MAIL",
    rules: [{ stage: "mail", close: "before" }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a reset instead of an answer to MAIL",
    rules: [{ stage: "mail", close: "before", reset: true }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a recipient refused for now (greylisting)",
    rules: [{ stage: "rcpt", reply: "450 4.2.1 Later" }],
    expected: { kind: "refused_temporary", stage: "rcpt", code: 450, recipient: "r@client.test" },
  },
  {
    name: "an unknown recipient",
    rules: [{ stage: "rcpt", reply: "550 5.1.1 <r@client.test> unknown" }],
    expected: { kind: "refused_permanent", stage: "rcpt", enhancedCode: "5.1.1", recipient: "r@client.test" },
  },
  {
    name: "421 to RCPT, then a close",
    rules: [{ stage: "rcpt", reply: "421 4.4.2 Bye", close: "after" }],
    expected: { kind: "refused_temporary", stage: "rcpt", code: 421 },
  },
  {
    name: "DATA refused for now",
    rules: [{ stage: "data", reply: "451 4.3.0 Later" }],
    expected: { kind: "refused_temporary", stage: "data", code: 451 },
  },
  {
    name: "DATA refused for good",
    rules: [{ stage: "data", reply: "554 5.7.1 No" }],
    expected: { kind: "refused_permanent", stage: "data", code: 554 },
  },
  {
    name: "DATA never answered",
    rules: [{ stage: "data", silent: true }],
    expected: { kind: "not_sent", reason: "timeout" },
  },
  {
    name: "a reset instead of an answer to DATA",
    rules: [{ stage: "data", close: "before", reset: true }],
    expected: { kind: "not_sent", reason: "connection_lost" },
  },
  {
    name: "a message larger than the server announces",
    rules: [],
    sink: { extensions: ["PIPELINING", "SIZE 1000"] },
    bodyBytes: 5_000,
    expected: { kind: "refused_permanent", stage: "mail", code: 552, enhancedCode: "5.3.4" },
  },
];

/** Before the message itself: nothing can have left. */
export const EARLY_FAULTS: readonly Fault[] = [...before, ...envelope];
