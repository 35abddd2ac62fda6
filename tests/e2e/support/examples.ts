/** Ids of a company of the demonstration, one of each kind: what the addresses and gestures of the tests speak of. */
import type { Behind } from "../../support/fleet";

/** Each kind of row and where to find one; `$1` is the company. */
const KINDS = {
  company: "SELECT $1::uuid AS id",
  client:
    "SELECT client_id AS id FROM invoice WHERE company_id = $1 AND status = 'OPEN' ORDER BY due_on, id LIMIT 1",
  refusedClient:
    "SELECT client_id AS id FROM contact WHERE company_id = $1 AND email_state = 'REFUSED' ORDER BY id LIMIT 1",
  quietClient:
    "SELECT id FROM client c WHERE company_id = $1 AND archived_at IS NULL AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN') ORDER BY id LIMIT 1",
  archivedClient:
    "SELECT id FROM client WHERE company_id = $1 AND archived_at IS NOT NULL ORDER BY id LIMIT 1",
  contact:
    "SELECT t.id FROM contact t JOIN invoice i ON i.company_id = t.company_id AND i.client_id = t.client_id WHERE t.company_id = $1 AND i.status = 'OPEN' ORDER BY i.due_on, i.id, t.position LIMIT 1",
  invoice: "SELECT id FROM invoice WHERE company_id = $1 AND status = 'OPEN' ORDER BY due_on, id LIMIT 1",
  upcomingInvoice:
    "SELECT i.id FROM invoice i JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id WHERE i.company_id = $1 AND i.status = 'OPEN' AND p.kind = 'WAIT' ORDER BY i.due_on DESC, i.id LIMIT 1",
  heldInvoice:
    "SELECT i.id FROM invoice i JOIN hold h ON h.company_id = i.company_id AND h.invoice_id = i.id WHERE i.company_id = $1 AND i.status = 'OPEN' AND h.ended_at IS NULL ORDER BY i.due_on, i.id LIMIT 1",
  spareInvoice:
    "SELECT id FROM invoice i WHERE company_id = $1 AND status = 'OPEN' AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.ended_at IS NULL) ORDER BY due_on DESC, id LIMIT 1 OFFSET 3",
  paidInvoice:
    "SELECT id FROM invoice WHERE company_id = $1 AND status = 'PAID' ORDER BY due_on DESC, id LIMIT 1",
  closedInvoice:
    "SELECT id FROM invoice WHERE company_id = $1 AND status IN ('CANCELLED', 'WRITTEN_OFF') ORDER BY due_on, id LIMIT 1",
  // Nothing stops a reminder by hand of it: late, neither held nor on its way, with someone to write to.
  remindableInvoice:
    "SELECT i.id FROM invoice i JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id WHERE i.company_id = $1 AND i.status = 'OPEN' AND p.kind = 'WAIT' AND p.step_id IS NOT NULL AND NOT i.dunning_opt_out AND NOT c.dunning_opt_out AND EXISTS (SELECT 1 FROM contact k WHERE k.company_id = c.company_id AND k.client_id = c.id AND k.role = 'BILLING' AND k.email IS NOT NULL AND k.email_state <> 'REFUSED') AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.ended_at IS NULL) AND EXISTS (SELECT 1 FROM dunning_step d WHERE d.company_id = i.company_id AND d.invoice_id = i.id AND d.state = 'DONE') ORDER BY i.due_on, i.id LIMIT 1",
  remindableClient:
    "SELECT i.client_id AS id FROM invoice i JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id WHERE i.company_id = $1 AND i.status = 'OPEN' AND p.kind = 'WAIT' AND p.step_id IS NOT NULL AND NOT i.dunning_opt_out AND NOT c.dunning_opt_out AND EXISTS (SELECT 1 FROM contact k WHERE k.company_id = c.company_id AND k.client_id = c.id AND k.role = 'BILLING' AND k.email IS NOT NULL AND k.email_state <> 'REFUSED') AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.ended_at IS NULL) AND EXISTS (SELECT 1 FROM dunning_step d WHERE d.company_id = i.company_id AND d.invoice_id = i.id AND d.state = 'DONE') ORDER BY i.due_on, i.id LIMIT 1",
  call: "SELECT id FROM call_task WHERE company_id = $1 AND state = 'OPEN' ORDER BY due_on, id LIMIT 1",
  otherCall:
    "SELECT id FROM call_task WHERE company_id = $1 AND state = 'OPEN' ORDER BY due_on, id LIMIT 1 OFFSET 1",
  sentMessage:
    "SELECT id FROM message WHERE company_id = $1 AND state = 'SENT' AND kind = 'REMINDER' ORDER BY sent_at DESC, id LIMIT 1",
  waitingMessage:
    "SELECT id FROM message WHERE company_id = $1 AND state = 'AWAITING_APPROVAL' ORDER BY created_at, id LIMIT 1",
  uncertainMessage:
    "SELECT id FROM message WHERE company_id = $1 AND state = 'UNCERTAIN' ORDER BY created_at, id LIMIT 1",
  failedMessage:
    "SELECT id FROM message WHERE company_id = $1 AND state = 'FAILED' ORDER BY created_at, id LIMIT 1",
  letterToApprove:
    "SELECT id FROM letter WHERE company_id = $1 AND state = 'TO_APPROVE' ORDER BY created_at, id LIMIT 1",
  otherLetterToApprove:
    "SELECT id FROM letter WHERE company_id = $1 AND state = 'TO_APPROVE' ORDER BY created_at, id LIMIT 1 OFFSET 1",
  letterToPost:
    "SELECT id FROM letter WHERE company_id = $1 AND state = 'TO_POST' ORDER BY created_at, id LIMIT 1",
  postedLetter:
    "SELECT id FROM letter WHERE company_id = $1 AND state IN ('POSTED', 'PRESENTED') ORDER BY created_at, id LIMIT 1",
  returnedLetter:
    "SELECT id FROM letter WHERE company_id = $1 AND state IN ('RETURNED', 'DELIVERED') ORDER BY state DESC, created_at, id LIMIT 1",
  insolventClient:
    "SELECT client_id AS id FROM insolvency WHERE company_id = $1 ORDER BY created_at, id LIMIT 1",
  frozenInvoice:
    "SELECT invoice_id AS id FROM hold WHERE company_id = $1 AND kind = 'INSOLVENCY' AND ended_at IS NULL ORDER BY created_at, id LIMIT 1",
  letter: "SELECT id FROM letter WHERE company_id = $1 ORDER BY state, created_at, id LIMIT 1",
  declaration:
    "SELECT id FROM answer WHERE company_id = $1 AND state = 'OPEN' AND kind = 'ALREADY_PAID' ORDER BY created_at, id LIMIT 1",
  promise:
    "SELECT id FROM answer WHERE company_id = $1 AND kind = 'PROMISE' AND state IN ('OPEN', 'BROKEN') AND decided_at IS NULL ORDER BY state DESC, created_at, id LIMIT 1",
  dispute:
    "SELECT id FROM answer WHERE company_id = $1 AND state = 'OPEN' AND kind = 'DISPUTE' ORDER BY created_at, id LIMIT 1",
  plan: "SELECT id FROM instalment_plan WHERE company_id = $1 ORDER BY state = 'RUNNING' DESC, id LIMIT 1",
  payment:
    "SELECT id FROM payment WHERE company_id = $1 AND reverses_id IS NULL ORDER BY received_on DESC, id LIMIT 1",
  // Of its amount, a payment was recorded already.
  knownTransfer:
    "SELECT l.id FROM bank_line l JOIN payment p ON p.company_id = l.company_id AND p.amount_cents = l.amount_cents AND p.received_on BETWEEN l.booked_on - 10 AND l.booked_on + 10 WHERE l.company_id = $1 AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL) ORDER BY l.booked_on, l.id LIMIT 1",
  // Of its amount, one invoice is open.
  likelyTransfer:
    "SELECT l.id FROM bank_line l JOIN invoice i ON i.company_id = l.company_id AND i.balance_cents = l.amount_cents AND i.status = 'OPEN' WHERE l.company_id = $1 AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL) ORDER BY l.booked_on, l.id LIMIT 1",
  // Nothing is of their amount.
  strangeTransfer:
    "SELECT l.id FROM bank_line l WHERE l.company_id = $1 AND l.amount_cents > 0 AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL) AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = l.company_id AND i.balance_cents = l.amount_cents) AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.company_id = l.company_id AND p.amount_cents = l.amount_cents) ORDER BY l.amount_cents DESC, l.id LIMIT 1",
  otherTransfer:
    "SELECT l.id FROM bank_line l WHERE l.company_id = $1 AND l.amount_cents > 0 AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.company_id = l.company_id AND m.line_id = l.id AND m.undone_at IS NULL) AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = l.company_id AND i.balance_cents = l.amount_cents) AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.company_id = l.company_id AND p.amount_cents = l.amount_cents) ORDER BY l.amount_cents, l.id LIMIT 1",
  matchedTransfer:
    "SELECT m.line_id AS id FROM bank_match m WHERE m.company_id = $1 AND m.undone_at IS NULL ORDER BY m.kind, m.created_at, m.id LIMIT 1",
  outgoingTransfer:
    "SELECT id FROM bank_line WHERE company_id = $1 AND amount_cents < 0 ORDER BY booked_on, id LIMIT 1",
  document:
    "SELECT id FROM document WHERE company_id = $1 AND kind = 'INVOICE' ORDER BY created_at DESC, id LIMIT 1",
  letterDocument:
    "SELECT id FROM document WHERE company_id = $1 AND kind = 'LETTER' ORDER BY created_at, id LIMIT 1",
  scenario: "SELECT id FROM scenario WHERE company_id = $1 ORDER BY is_default DESC, id LIMIT 1",
  version:
    "SELECT current_version_id AS id FROM scenario WHERE company_id = $1 ORDER BY is_default DESC, id LIMIT 1",
  step: "SELECT s.id FROM scenario_step s JOIN scenario c ON c.company_id = s.company_id AND c.current_version_id = s.version_id WHERE s.company_id = $1 ORDER BY c.is_default DESC, s.offset_days LIMIT 1",
  answerLink: "SELECT id FROM answer_link WHERE company_id = $1 ORDER BY created_at DESC, id LIMIT 1",
  hold: "SELECT id FROM hold WHERE company_id = $1 AND ended_at IS NULL ORDER BY created_at, id LIMIT 1",
  mandate: "SELECT id FROM mandate WHERE company_id = $1 AND revoked_on IS NULL ORDER BY id LIMIT 1",
  member: "SELECT user_id AS id FROM membership WHERE company_id = $1 ORDER BY role, user_id LIMIT 1",
  invitation: "SELECT id FROM invitation WHERE company_id = $1 ORDER BY created_at, id LIMIT 1",
  apiKey:
    "SELECT id FROM api_key WHERE company_id = $1 AND revoked_at IS NULL ORDER BY created_at, id LIMIT 1",
  webhook:
    "SELECT id FROM webhook_endpoint WHERE company_id = $1 AND state = 'ACTIVE' ORDER BY created_at, id LIMIT 1",
  pausedWebhook:
    "SELECT id FROM webhook_endpoint WHERE company_id = $1 AND state = 'PAUSED' ORDER BY created_at, id LIMIT 1",
  webhookEvent: "SELECT id FROM webhook_event WHERE company_id = $1 ORDER BY created_at, id LIMIT 1",
  import: "SELECT id FROM invoice_import WHERE company_id = $1 ORDER BY created_at DESC, id LIMIT 1",
} as const;

export type Kind = keyof typeof KINDS;

/** Nobody's id: a company may lack a row of some kind, and an address with this one is « not found » to everyone. */
const NOBODY = "01a20000-0000-7000-8000-000000000000";

/** Rows that some gestures have for themselves. */
export interface GestureRowIds {
  /** Has one open invoice, and three credits. */
  creditedClient: string;
  creditedInvoice: string;
  /** Nothing is used of it, and it holds the reminders. */
  heldCredit: string;
  /** A part of it is on the invoice. */
  appliedCredit: string;
  mistakenCredit: string;
  /** Lowered by a credit note recorded by mistake; with that note. */
  correctedInvoice: string;
  mistakenNote: string;
  /** Asked for by a person, it has not left; with its invoice. */
  handReminder: string;
  handInvoice: string;
  /** Token of the link that confirms where copies go. */
  copyToken: string;
  /** A declaration said not to have arrived, that may still be put back. */
  rejection: string;
}

/** Rows added for the tests alone: a second one where gestures would meet on the first. */
export interface Spare extends GestureRowIds {
  waiting: string;
  otherWaiting: string;
  /** Waits for approval with words of its own. */
  reworded: string;
  uncertain: string;
  refusedNote: string;
  otherRefusedNote: string;
  declaration: string;
  dispute: string;
  otherDispute: string;
  member: string;
  colleague: string;
  inbound: string;
  doneImport: string;
  credit: string;
  refund: string;
}

export interface Examples extends Record<Kind, string> {
  slug: string;
  /** Kinds this company has no row of. */
  missing: Kind[];
}

/** One id of each kind in the company of this address. */
export async function examplesOf(behind: Behind, slug: string): Promise<Examples> {
  const [company] = await behind.rows<{ id: string }>("SELECT id FROM company WHERE slug = $1", [slug]);
  if (!company) throw new Error(`no company ${slug}`);
  const missing: Kind[] = [];
  const found = {} as Record<Kind, string>;
  for (const [kind, sql] of Object.entries(KINDS) as [Kind, string][]) {
    const [row] = await behind.rows<{ id: string | null }>(sql, [company.id]);
    if (!row?.id) missing.push(kind);
    found[kind] = row?.id ?? NOBODY;
  }
  return { ...found, slug, missing };
}
