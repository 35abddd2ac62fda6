/** Rows that the demonstration lacks, so that every address shows something and every gesture finds something to do. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Examples, Spare } from "./examples";
import type { House } from "./house";

export const FIRM_SLUG = "morvan-et-associes";

/** An invitation to the company, for a person who has no account yet. @returns its token */
export async function inviteSomeone(house: House, companyId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await house.behind.rows(
    `INSERT INTO invitation (company_id, id, email, role, token_hash, invited_by_id, created_at, expires_at)
     SELECT $1, $2, 'paul@invite.example', 'COLLABORATOR', $3, user_id, now(), now() + interval '30 days'
     FROM membership WHERE company_id = $1 LIMIT 1`,
    [companyId, randomUUID(), tokenHash],
  );
  return token;
}

/** Two clients who owe nothing, one of them archived. */
export async function addQuietClients(house: House, companyId: string): Promise<void> {
  for (const [name, archivedAt] of [
    ["Horlogerie Vidal", null],
    ["Cordonnerie Guérin", "2026-11-20"],
  ]) {
    await house.behind.rows(
      `INSERT INTO client (company_id, id, kind, name, created_at, archived_at)
       VALUES ($1, $2, 'B2B', $3, '2026-09-01', $4)`,
      [companyId, randomUUID(), name, archivedAt],
    );
  }
}

/** A message in this state, copied from one that left, about one invoice. */
async function addMessage(
  house: House,
  x: Examples,
  state: "AWAITING_APPROVAL" | "UNCERTAIN",
): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, subject,
       content, claimed_cents, due_at, created_at, sending_at, mime_sha256, lease_token)
     SELECT company_id, $2::uuid, client_id, kind, tone, $4::message_state, $2::uuid::text, to_emails, cc_emails,
       subject, content, claimed_cents, due_at, now(), sending_at, mime_sha256, $2::uuid
     FROM message WHERE company_id = $1 AND id = $3`,
    [x.company, id, x.sentMessage, state],
  );
  await house.behind.rows(
    `INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
     SELECT company_id, $2::uuid, id, version, balance_cents, 0, 0 FROM invoice WHERE company_id = $1 AND id = $3`,
    [x.company, id, x.invoice],
  );
  return id;
}

/** An answer of the debtor that waits, about one invoice. */
async function addAnswer(
  house: House,
  x: Examples,
  kind: "ALREADY_PAID" | "DISPUTE",
  invoiceId: string,
): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO answer (company_id, id, client_id, kind, source, state, on_date, message, created_at)
     SELECT company_id, $2::uuid, client_id, $4::answer_kind, 'LINK', 'OPEN', '2026-11-20', 'Deux plateaux manquent', now()
     FROM invoice WHERE company_id = $1 AND id = $3`,
    [x.company, id, invoiceId, kind],
  );
  await house.behind.rows(
    "INSERT INTO answer_invoice (company_id, answer_id, invoice_id) VALUES ($1, $2, $3)",
    [x.company, id, invoiceId],
  );
  return id;
}

async function addUser(house: House, name: string, email: string): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    "INSERT INTO user_account (id, email, name, email_verified_at, created_at) VALUES ($1, $2, $3, now(), now())",
    [id, email, name],
  );
  return id;
}

/** A person with a role in the company. @returns their id */
export async function addMember(
  house: House,
  companyId: string,
  role: string,
  email: string,
): Promise<string> {
  const id = await addUser(house, `Membre ${role}`, email);
  await house.behind.rows(
    "INSERT INTO membership (company_id, user_id, role, created_at) VALUES ($1, $2, $3::company_role, now())",
    [companyId, id, role],
  );
  return id;
}

/** A second person and an invitation in the firm of the demonstration. @returns the person's id */
async function addColleague(house: House): Promise<string> {
  const id = await addUser(house, "Anne Kerouac", "anne@morvan-associes.example");
  await house.behind.rows(
    "INSERT INTO firm_member (firm_id, user_id, role) SELECT id, $1::uuid, 'ASSISTANT' FROM firm WHERE slug = $2",
    [id, FIRM_SLUG],
  );
  await house.behind.rows(
    `INSERT INTO firm_invitation (id, firm_id, email, role, token_hash, invited_by_id, created_at, expires_at)
     SELECT $1::uuid, id, 'paul@invite.example', 'ASSISTANT', $1::uuid::text, $1::uuid, now(), now() + interval '30 days'
     FROM firm WHERE slug = $2`,
    [id, FIRM_SLUG],
  );
  return id;
}

/** Adds the rows that gestures need beside those of the demonstration. */
export async function addSpare(house: House, x: Examples): Promise<Spare> {
  return {
    waiting: await addMessage(house, x, "AWAITING_APPROVAL"),
    otherWaiting: await addMessage(house, x, "AWAITING_APPROVAL"),
    uncertain: await addMessage(house, x, "UNCERTAIN"),
    declaration: await addAnswer(house, x, "ALREADY_PAID", x.invoice),
    dispute: await addAnswer(house, x, "DISPUTE", x.upcomingInvoice),
    otherDispute: await addAnswer(house, x, "DISPUTE", x.invoice),
    member: await addMember(house, x.company, "COLLABORATOR", "collegue@membres.example"),
    colleague: await addColleague(house),
  };
}
