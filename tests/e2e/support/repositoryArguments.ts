/**
 * What the functions of `src/db` are given, with the ids of one company: by the name of the parameter, by its name
 * and type where a name says several things, or by the function and its parameter. A parameter that is not here
 * fails the test of repositories.
 */
import { randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import type { RepositoryFunction } from "./repositories";
import { OPENS_AT } from "./templates";

const TODAY = "2026-11-24";
const DATE = new Date(OPENS_AT);
const LATER = new Date(OPENS_AT + 3_600_000);
const TOKEN = "01a20000-0000-7000-8000-00000000c1a0";

type Maker = (x: Places, companyId: string) => unknown;

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

const step = () => ({
  offsetDays: 3,
  channel: "EMAIL",
  tone: "FRIENDLY",
  needsApproval: false,
  needsPriorContact: false,
  attachInvoice: false,
  texts: {},
});

const link = (x: Places, companyId: string) => ({
  companyId,
  id: x.answerLink,
  clientId: x.client,
  messageId: x.sentMessage,
  expiresAt: LATER,
});

const ids = (x: Places) => [x.invoice, x.client, x.sentMessage, x.letter, x.call, x.declaration, x.payment];

export const ARGUMENTS: Readonly<Record<string, Maker>> = {
  companyId: (_, companyId) => companyId,
  companyIds: (_, companyId) => [companyId],
  days: (_, companyId) => [{ companyId, today: TODAY }],
  link,
  Lease: (x, companyId) => ({ companyId, importId: x.import, token: TOKEN }),

  clientId: (x) => x.client,
  clientIds: (x) => [x.client, x.archivedClient],
  invoiceId: (x) => x.invoice,
  invoiceIds: (x) => [x.invoice, x.heldInvoice, x.paidInvoice],
  own: () => [],
  messageId: (x) => x.sentMessage,
  messageIds: (x) => [x.sentMessage, x.uncertainMessage],
  callTaskId: (x) => x.call,
  callTaskIds: (x) => [x.call],
  letterId: (x) => x.letter,
  answerId: (x) => x.declaration,
  scenarioId: (x) => x.scenario,
  versionId: (x) => x.version,
  versionIds: (x) => [x.version],
  stepIds: (x) => [x.step],
  importId: (x) => x.import,
  entityIds: ids,
  ids,
  id: (x) => x.import,
  "readPayment.id": (x) => x.payment,
  "readInboundRow.id": (x) => x.sentMessage,
  "readLettersById.ids": (x) => [x.letter],
  "readBriefInvoices.ids": (x) => [x.invoice],
  "readInvoiceNumbers.ids": (x) => [x.invoice],
  userIds: (x) => [x.member],
  firmIds: () => [],

  today: () => TODAY,
  from: () => "2025-01-01",
  to: () => "2027-12-31",
  on: () => TODAY,
  now: () => OPENS_AT,
  "now: Date": () => DATE,
  at: () => DATE,
  since: () => new Date(0),
  dayStart: () => new Date(0),
  testedAt: () => DATE,
  before: () => OPENS_AT,
  untilMs: () => OPENS_AT + 60_000,
  leaseMs: () => 60_000,
  nextReadAt: () => OPENS_AT,
  timeZone: () => "Europe/Paris",
  limit: () => 500,
  lock: () => true,

  text: () => "ZIBELINE",
  search: () => "",
  amountCents: () => null,
  sha256: () => "0".repeat(64),
  bytes: () => Uint8Array.from([1, 2, 3]),
  email: () => "compta@ailleurs.example",
  emails: () => ["compta@ailleurs.example"],
  headers: () => ["<x@dument.example>"],
  names: () => ["Menuiserie"],
  numbers: () => ["F-2026-0394", "ZIBELINE F-2026-0394"],
  states: () => ["DONE", "RUNNING", "QUEUED", "MAPPING"],
  problem: () => "AUTH",
  doneLines: () => 1,
  cancelled: () => 1,
  kept: () => ({}),
  options: () => ({}),
  preview: () => ({}),
  data: () => ({ launchedBy: "x" }),
  sought: () => [{ reference: "R-1", siren: "501826473", nameKey: "zibeline menuiserie abgrall" }],
  rules: () => [],
  leaseToken: () => TOKEN,
  code: () => "X",

  lease: () => ({ token: TOKEN, now: OPENS_AT, untilMs: OPENS_AT + 60_000, limit: 50 }),
  times: () => ({ now: OPENS_AT, untilMs: OPENS_AT + 60_000, leaseUntilMs: OPENS_AT + 60_000 }),
  span: () => ({ fromOn: "2025-01-01", toOn: TODAY, timeZone: "Europe/Paris" }),
  scope: () => ({ rules: [], today: TODAY, limit: 50 }),
  counts: () => ({ lines: 1, created: 1, unchanged: 0, refused: 0 }),
  end: () => ({ state: "DONE", failure: null, now: OPENS_AT }),
  asked: () => ({ by: "x", at: OPENS_AT }),
  trouble: () => ({ problem: "AUTH", detail: "x", restUntil: LATER, now: DATE }),
  reading: () => ({ uidValidity: 1n, lastUid: 1n, now: OPENS_AT, nextReadAt: OPENS_AT }),
  page: () => ({ kind: null, after: 0, limit: 50 }),
  "lockImported.page": () => ({ after: "00000000-0000-0000-0000-000000000000", limit: 50 }),
  request: () => ({ filter: { tab: "tous", search: "", channel: null }, cursor: null, limit: 50 }),
  "readInvoicePage.query": () => ({ filter: invoiceFilter(), cursor: null, limit: 50, today: TODAY }),
  "readClientPage.query": () => ({
    filter: { tab: "tous", kind: null, search: "" },
    sort: "nom",
    cursor: null,
    limit: 50,
    today: TODAY,
  }),
  "readPaymentPage.query": () => ({ filter: paymentFilter(), cursor: null, limit: 50 }),
  "sumPayments.filter": () => paymentFilter(),
  "readJournalRows.filter": () => ({ things: [], actor: null, cursor: null, isBackwards: false }),
  "readWaiting.filter": () => ({ kinds: [], after: null }),
  source: (x) => ({ kind: "document", documentId: x.document }),
  version: () => ({ addressForm: "VOUS", steps: [step()] }),
  step,

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
  "failUnwritable.messages": (x) => [{ id: x.waitingMessage, why: "x" }],
  "postponeReady.messages": (x) => [{ id: x.waitingMessage, until: OPENS_AT }],
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
  outcomes: (x) => [{ id: x.waitingMessage, state: "SENT", outcome: "x", dueAt: null, isUncounted: false }],
  plans: (x) => [
    { invoiceId: x.upcomingInvoice, clientId: x.client, decision: { kind: "stop", reasons: [] } },
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
    fromEmail: "a@b.example",
    subject: "x",
    text: "x",
    sha256: "0".repeat(64),
    receivedAt: DATE,
    handledAt: null,
  }),
  events: (x) => [
    { actor: "system", action: "invoice.noted", entity: "invoice", entityId: x.invoice, data: {} },
  ],
};

function invoiceFilter() {
  return {
    tab: "toutes",
    search: "",
    searchCents: null,
    clientId: null,
    minDaysLate: null,
    maxDaysLate: null,
    channel: null,
  };
}

function paymentFilter() {
  return { from: null, to: null, search: "", clientId: null };
}

/**
 * What a function is given after its transaction.
 *
 * @throws Error naming the parameter nobody has described
 */
export function argumentsOf(one: RepositoryFunction, x: Places, companyId: string): unknown[] {
  return one.parameters.flatMap(({ name, type, isOptional }) => {
    const maker =
      ARGUMENTS[`${one.name}.${name}`] ?? ARGUMENTS[`${name}: ${type}`] ?? ARGUMENTS[name] ?? undefined;
    if (maker) return [maker(x, companyId)];
    if (isOptional) return [];
    throw new Error(`${one.file} ${one.name}: nothing says what « ${name}: ${type} » is`);
  });
}
