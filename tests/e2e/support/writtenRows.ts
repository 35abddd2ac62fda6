/** Rows that the functions of `src/db` write, with the ids of one company: see `repositoryArguments.ts`. */
import { randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import { OPENS_AT } from "./templates";

const TODAY = "2026-11-24";
const DATE = new Date(OPENS_AT);
const LATER = new Date(OPENS_AT + 3_600_000);

const contactInvoice = (x: Places) => ({ invoiceId: x.invoice, invoiceVersion: 1, balanceCents: 100n });

const newInvoice = (x: Places) => ({
  id: randomUUID(),
  clientId: x.client,
  number: `F-${randomUUID().slice(0, 8)}`,
  subject: "",
  orderReference: null,
  issuedOn: "2026-10-01",
  dueOn: "2026-11-01",
  performedOn: null,
  totalCents: 100n,
  vatCents: null,
  balanceCents: 100n,
  status: "OPEN",
  line: 2,
});

export const WRITTEN_ROWS: Readonly<Record<string, (x: Places, companyId: string) => unknown>> = {
  statements: (x) => [
    {
      id: randomUUID(),
      clientId: x.client,
      state: "READY",
      contentKey: randomUUID(),
      toEmails: ["a@b.example"],
      ccEmails: [],
      dueAt: OPENS_AT,
      approvedById: null,
      isApproved: false,
      monthOn: "2026-10-01",
    },
  ],
  skipped: (x) => [{ clientId: x.client, because: "NOTHING_OPEN" }],
  "readOvertakenDecisions.messages": (x) => [{ id: x.waitingMessage, kind: "DISPUTE_DECISION" }],
  "readFrozenNotes.messages": (x) => [{ id: x.waitingMessage, kind: "PLAN_COUNTER" }],
  "readBarredStatements.messages": (x) => [{ id: x.waitingMessage, kind: "ACCOUNT_STATEMENT" }],
  "replaceStatementInvoices.written": (x) => [
    { messageId: x.waitingMessage, invoices: [{ id: x.invoice, version: 1, balanceCents: 100n }] },
  ],
  messages: (x) => [
    {
      id: randomUUID(),
      clientId: x.client,
      tone: "FRIENDLY",
      state: "READY",
      contentKey: randomUUID(),
      toEmails: ["a@b.example"],
      ccEmails: [],
      claimedCents: 100n,
      dueAt: DATE,
      invoices: [contactInvoice(x)],
    },
  ],
  "storeWritten.messages": (x) => [
    {
      id: x.waitingMessage,
      subject: "x",
      claimedCents: 1n,
      mime: Uint8Array.from([1]),
      mimeSha256: "0".repeat(64),
      messageIdHeader: "<x@y>",
      fromEmail: "a@b.example",
      invoices: [],
    },
  ],
  "sumSentBytes.since": () => ({ day: OPENS_AT, month: 0 }),
  "takeFormKey.form": () => ({ key: randomUUID(), fieldsSha256: "x" }),
  "noteFormOutcome.key": () => randomUUID(),
  "noteFormOutcome.outcome": () => "x",
  "failUnwritable.messages": (x) => [{ id: x.waitingMessage, why: "x" }],
  "postponeReady.messages": (x) => [{ id: x.waitingMessage, until: OPENS_AT }],
  "commitToSend.messages": (x) => [
    {
      id: x.waitingMessage,
      clientId: x.client,
      kind: "REMINDER",
      toEmails: [],
      ccEmails: [],
      settledEmails: [],
      invoices: [{ id: x.invoice, version: 1 }],
    },
  ],
  "readMisaddressed.messages": (x) => [
    {
      id: x.waitingMessage,
      clientId: x.client,
      kind: "REMINDER",
      toEmails: ["compta@ailleurs.example"],
      ccEmails: [],
      settledEmails: [],
    },
  ],
  "addressStatements.addresses": (x) => [{ id: x.waitingMessage, to: ["compta@ailleurs.example"], cc: [] }],
  "cancelReady.messageIds": (x) => [x.waitingMessage],
  calls: (x) => [
    {
      id: randomUUID(),
      clientId: x.client,
      dueOn: TODAY,
      cause: "STEP",
      contactName: "",
      phone: null,
      invoiceIds: [x.invoice],
    },
  ],
  letters: (x) => [
    {
      id: randomUUID(),
      clientId: x.client,
      channel: "FORMAL_NOTICE",
      datedOn: TODAY,
      totalCents: 1n,
      invoices: [contactInvoice(x)],
    },
  ],
  steps: (x) => [
    {
      id: randomUUID(),
      invoiceId: x.upcomingInvoice,
      stepId: x.step,
      offsetDays: 2,
      channel: "EMAIL",
      state: "DONE",
      executedOn: TODAY,
      messageId: null,
      callTaskId: null,
      letterId: null,
      reasons: [],
    },
  ],
  news: (x) => [{ clientId: x.client, email: "compta@ailleurs.example", state: "REFUSED", refusal: "no" }],
  NewLetterStatus: (x) => ({ letterId: x.letter, code: "X", on: TODAY, note: "" }),
  links: (x) => [
    {
      id: randomUUID(),
      clientId: x.client,
      messageId: x.sentMessage,
      tokenHash: randomUUID(),
      expiresAt: LATER,
    },
  ],
  outcomes: (x) => [
    { id: x.waitingMessage, state: "SENT", outcome: "x", dueAt: null, isUncounted: false, settledEmails: [] },
  ],
  plans: (x) => [
    { invoiceId: x.upcomingInvoice, clientId: x.client, decision: { kind: "STOP", reasons: [] } },
  ],
  issues: () => [{ kind: "ERROR", line: 2, column: "x", code: "x", message: "x", raw: "x" }],
  lines: () => [{ line: 2, cells: ["x"] }],
  invoices: (x) => [newInvoice(x)],
  "chooseVersions.invoices": (x) => [
    { id: x.invoice, clientId: x.client, totalCents: 1n, clientKind: "B2B", clientScenarioId: x.scenario },
  ],
  scenarios: () => ({ scenarios: new Map(), rules: [], defaultId: null, byId: new Map() }),
  payments: (x) => [
    { id: randomUUID(), invoiceId: x.invoice, clientId: x.client, receivedOn: TODAY, amountCents: 1n },
  ],
  common: (x) => ({ reference: "x", createdById: x.member, now: OPENS_AT }),
  clients: () => [
    {
      id: randomUUID(),
      kind: "B2B",
      name: "Nouveau",
      reference: randomUUID(),
      siren: null,
      vatNumber: null,
      complement: null,
      street: null,
      postcode: null,
      city: null,
      country: "FR",
      contact: { id: randomUUID(), name: "", email: null, phone: null },
    },
  ],
  row: (x) => ({
    id: randomUUID(),
    fileName: "x.csv",
    sha256: "0".repeat(64),
    bytes: Uint8Array.from([1]),
    options: {},
    createdById: x.member,
  }),
  change: () => ({
    server: { host: "smtp.example", port: 587, security: "STARTTLS", userName: "", fromEmail: "a@b.example" },
    password: "",
    perMinute: 30,
    now: DATE,
  }),
  mailbox: () => ({
    host: "imap.example",
    port: 993,
    security: "TLS",
    userName: "x",
    password: "x",
    folder: "INBOX",
    uidValidity: 1n,
    lastUid: 1n,
  }),
  mail: (x, companyId) => ({
    companyId,
    id: randomUUID(),
    clientId: x.client,
    messageId: x.sentMessage,
    kind: "REPLY",
    fromName: "x",
    fromEmail: "a@b.example",
    subject: "x",
    text: "x",
    sha256: "0".repeat(64),
    sentAt: DATE,
    createdAt: DATE,
    handledAt: null,
  }),
  words: () => ({ language: "fr", subject: "x", body: "x", writtenAt: DATE, writtenById: null }),
  events: (x) => [
    { actor: "system", action: "invoice.noted", entity: "invoice", entityId: x.invoice, data: {} },
  ],
};
