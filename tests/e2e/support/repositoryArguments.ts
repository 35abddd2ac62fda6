/**
 * What the functions of `src/db` are given, with the ids of one company: by the name of the parameter, by its name
 * and type where a name says several things, or by the function and its parameter. A parameter that is not here
 * fails the test of repositories.
 */
import type { Places } from "./addresses";
import type { RepositoryFunction } from "./repositories";
import { OPENS_AT } from "./templates";
import { WRITTEN_ROWS } from "./writtenRows";

const TODAY = "2026-11-24";
const DATE = new Date(OPENS_AT);
const LATER = new Date(OPENS_AT + 3_600_000);
/** A day that everything recorded is older than. */
const LONG_AFTER = new Date("2100-01-01");
const TOKEN = "01a20000-0000-7000-8000-00000000c1a0";

type Maker = (x: Places, companyId: string) => unknown;

const step = () => ({
  offsetDays: 3,
  channel: "EMAIL",
  tone: "FRIENDLY",
  needsApproval: false,
  needsPriorContact: false,
  attachInvoice: false,
  attachEarlier: false,
  attachStatement: false,
  minBalanceCents: null,
  clientKinds: [],
  escalates: false,
  isOff: false,
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
  invoiceIds: (x) => [x.invoice, x.heldInvoice, x.paidInvoice, x.spare.handInvoice],
  decidedIds: () => [],
  own: () => [],
  messageId: (x) => x.sentMessage,
  messageIds: (x) => [x.sentMessage, x.uncertainMessage, x.spare.reworded],
  "readAwaitedNote.messageId": (x) => x.spare.refusedNote,
  "insertAnother.messageId": (x) => x.spare.refusedNote,
  amounts: () => [12_000n, 10_000n],
  "by: { userId: string; today: LocalDate; now: Date }": (x) => ({
    userId: x.member,
    today: TODAY,
    now: DATE,
  }),
  NoteRecipients: () => ({ toEmails: ["compta@client.example"], ccEmails: [], settledEmails: [] }),
  callTaskId: (x) => x.call,
  callTaskIds: (x) => [x.call],
  letterId: (x) => x.letter,
  letterIds: (x) => [x.letter],
  firmId: () => TOKEN,
  most: () => 0,
  count: () => 1,
  "{ now: Instant; gapHours: number }: { now: Instant; gapHours: number }": () => ({
    now: OPENS_AT,
    gapHours: 48,
  }),
  "haveBouncedBefore.message": (x) => ({ id: x.sentMessage, clientId: x.client }),
  answerId: (x) => x.declaration,
  answerIds: (x) => [x.declaration],
  closing: (x) => ({ invoiceId: x.invoice, closedById: x.payment, because: "PAID", at: DATE }),
  reopening: (x) => ({
    invoiceIds: [x.invoice, x.paidInvoice],
    closedById: null,
    answerIds: [x.declaration],
  }),
  "{ id: string; endedAt: Date }: { id: string; endedAt: Date }": (x) => ({ id: x.dispute, endedAt: DATE }),
  scenarioId: (x) => x.scenario,
  versionId: (x) => x.version,
  versionIds: (x) => [x.version],
  stepIds: (x) => [x.step],
  importId: (x) => x.import,
  "lockImported.importId": (x) => x.spare.doneImport,
  "countImported.importId": (x) => x.spare.doneImport,
  documentIds: (x) => [x.document],
  entityIds: ids,
  ids,
  id: (x) => x.import,
  "readPayment.id": (x) => x.payment,
  "readClientChoice.id": (x) => x.client,
  "readInboundRow.id": (x) => x.spare.inbound,
  "readDocumentBytes.ids": (x) => [x.document],
  "readLettersById.ids": (x) => [x.letter],
  "readBriefInvoices.ids": (x) => [x.invoice],
  "readInvoiceNumbers.ids": (x) => [x.invoice],
  "unarchiveClients.ids": (x) => [x.client, x.archivedClient],
  userIds: (x) => [x.member],
  firmIds: () => [],
  keyIds: (x) => [x.apiKey],

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
  "before: Date": () => LONG_AFTER,
  "forgetOldFiles.before": () => LONG_AFTER.getTime(),
  "clientsToForget.before": () => ({ consumer: LONG_AFTER, other: LONG_AFTER }),
  until: () => DATE,
  untilMs: () => OPENS_AT + 60_000,
  leaseMs: () => 60_000,
  nextReadAt: () => OPENS_AT,
  timeZone: () => "Europe/Paris",
  limit: () => 500,
  share: () => ({ index: 0, of: 1 }),
  lock: () => true,

  text: () => "ZIBELINE",
  "findLetters.text": () => "1A04787720243",
  search: () => "",
  amountCents: () => null,
  sha256: () => "0".repeat(64),
  bytes: () => Uint8Array.from([1, 2, 3]),
  email: () => "compta@ailleurs.example",
  "refusedAmong.clientId": (x) => x.refusedClient,
  "refusedAmong.emails": () => ["contact@fleurs-amaryllis.example"],
  emails: () => ["compta@ailleurs.example"],
  headers: () => ["<x@dument.example>"],
  names: () => ["Menuiserie"],
  numbers: () => ["F-2026-0394", "ZIBELINE F-2026-0394"],
  states: () => ["DONE", "RUNNING", "QUEUED", "MAPPING"],
  problem: () => "AUTH",
  doneLines: () => 1,
  undone: () => ({ invoices: 1, credits: 1 }),
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
  counts: () => ({ lines: 1, created: 1, credited: 0, unchanged: 0, refused: 0 }),
  end: () => ({ state: "DONE", failure: null, now: OPENS_AT }),
  asked: () => ({ by: "x", at: OPENS_AT }),
  trouble: () => ({ problem: "AUTH", detail: "x", restUntil: LATER, now: DATE }),
  reading: () => ({ uidValidity: 1n, lastUid: 1n, now: OPENS_AT, nextReadAt: OPENS_AT }),
  page: () => ({ kind: null, after: 0, limit: 50 }),
  "lockImported.page": () => ({ after: "00000000-0000-0000-0000-000000000000", limit: 50 }),
  request: () => ({ filter: { tab: "tous", search: "", channel: null }, cursor: null, limit: 50 }),
  "readInvoicePage.query": () => ({ filter: invoiceFilter(), cursor: null, limit: 50, today: TODAY }),
  "readInvoicesInOrder.walk": () => ({
    selection: {
      status: null,
      dueBefore: null,
      number: null,
      clientId: null,
      issuedSince: null,
      changedSince: null,
    },
    afterId: null,
    limit: 50,
  }),
  "readClientsInOrder.walk": () => ({ afterId: null, reference: null, siren: null, limit: 50, today: TODAY }),
  "readLikelyClients.signs": () => ({
    reference: null,
    siren: null,
    nameKey: "zibeline menuiserie abgrall",
  }),
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
  work: () => async () => null,
  "insertHandReminder.reminder": (x) => ({
    messageId: x.waitingMessage,
    stepId: x.step,
    noticeIsNext: false,
    urgency: null,
    createdById: x.member,
  }),
  "cancelHandReminder.by": (x) => ({ userId: x.member, outcome: "x" }),
  debits: (x) => [{ invoiceId: x.invoice, reference: "RUM-1", debitOn: null }],
  held: (x) => [{ invoiceId: x.invoice, reason: "x" }],
  "insertDebits.by": (x) => ({ userId: x.member, today: TODAY, now: DATE }),
  "endDebits.end": () => ({ at: DATE, reason: "x" }),
  "takeCopies.times": () => ({ now: DATE, leaseUntil: LATER }),
  "settleCopy.after": () => ({ state: "SENT", outcome: "x", dueAt: DATE, now: DATE }),
  "readWaiting.filter": () => ({ kinds: [], after: null }),
  schedule: () => ({ forEveryone: true, tags: [] }),
  "readMovements.clientId": (x) => x.spare.creditedClient,
  "readMovements.since": () => ({ at: null, on: "2025-01-01" }),
  "claimStatementClients.query": () => ({ monthOn: "2026-11-01", after: null, limit: 50 }),
  monthOn: () => "2026-11-01",
  contentKey: () => "x",
  paymentId: (x) => x.payment,
  "readBankLine.id": (x) => x.knownTransfer,
  "lockBankLines.ids": (x) => [x.knownTransfer],
  lineIds: (x) => [x.knownTransfer, x.likelyTransfer, x.matchedTransfer],
  "readBankLines.query": () => ({ filter: { state: "ALL", search: "" }, cursor: null, limit: 50 }),
  "readMatchFacts.span": () => ({ from: "2026-01-01", to: TODAY, amounts: [60_000n] }),
  "readLinkablePayments.{ bookedOn: LocalDate; amountCents: bigint }": () => ({
    bookedOn: TODAY,
    amountCents: 60_000n,
  }),
  "undoBankMatch.which": (x) => ({ paymentId: x.payment }),
  "undoBankMatch.by": (x) => ({ at: DATE, userId: x.member }),
  "readFactsAround.movements": () => ({
    span: { from: "2026-01-01", to: TODAY, amounts: [60_000n] },
    texts: ["VIR SEPA"],
  }),
  "insertBankHolds.span": () => ({ today: TODAY, untilOn: TODAY, at: DATE }),
  "endBankHolds.end": () => ({ at: DATE, reason: "x" }),
  planId: (x) => x.plan,
  "readInsolvency.clientId": (x) => x.insolventClient,
  "readFrozenInvoiceIds.clientId": (x) => x.insolventClient,
  "readFrozenAmong.invoiceIds": (x) => [x.frozenInvoice],
  "saveCreditRest.account": () => ({ amountCents: 12000n, uses: [], isCancelled: false }),
  creditId: (x) => x.spare.credit,
  source: (x) => ({ kind: "document", id: x.document }),
  version: () => ({ addressForm: "FORMAL", steps: [step()] }),
  step,

  entries: (x) => [{ action: "invoice.reopened", entityId: x.invoice, data: {} }],
  listened: () => ["invoice.reopened"],
  endpointId: (x) => x.webhook,
  "sendAgain.{ endpointId: string; eventId: string }": (x) => ({
    endpointId: x.webhook,
    eventId: x.webhookEvent,
  }),
  "takeWebhooks.lease": () => ({ token: TOKEN, now: OPENS_AT, until: OPENS_AT + 60_000 }),
  "settleWebhook.token": () => TOKEN,
  "settleWebhook.settled": (x) => ({
    eventId: x.webhookEvent,
    endpointId: x.webhook,
    state: "DELIVERED",
    dueAt: DATE,
    status: 200,
    problem: null,
  }),
  "replaceSecret.secret": () => "whsec_eA==",
  hasArrived: () => false,
  edited: () => ({ name: "Un autre nom", events: [] }),
  "stopEndpoint.state": () => "PAUSED",

  ...WRITTEN_ROWS,
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
