/** Rows that the demonstration lacks, so that every address shows something and every gesture finds something to do. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Examples, Spare } from "./examples";
import { addGestureRows } from "./furnishGestures";
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

/** A key of a program, which nobody has. */
export async function addApiKey({ behind }: House, companyId: string): Promise<void> {
  const id = randomUUID();
  await behind.rows(
    `INSERT INTO api_key (company_id, id, name, scope, token_hash, ending, created_by_id, created_at, last_used_at)
     SELECT $1, $2::uuid, 'Facturation', 'WRITE', $2::text, 'a1B2', user_id, '2026-11-02', '2026-11-20'
     FROM membership WHERE company_id = $1 LIMIT 1`,
    [companyId, id],
  );
}

/** Two addresses of programs, one at work and one paused; the first was told of something. */
export async function addWebhooks({ behind }: House, companyId: string): Promise<void> {
  const [working, paused, event] = [randomUUID(), randomUUID(), randomUUID()];
  await behind.rows(
    `INSERT INTO webhook_endpoint (company_id, id, name, url, events, secret, state, created_by_id, created_at)
     SELECT $1, one.id, one.name, 'https://outil.example/dument', '{invoice.reopened}', '\\x00', one.state, user_id, '2026-11-02'
     FROM (SELECT user_id FROM membership WHERE company_id = $1 LIMIT 1) AS owner,
       (VALUES ($2::uuid, 'Compta', 'ACTIVE'::webhook_endpoint_state), ($3::uuid, 'Tableur', 'PAUSED')) AS one(id, name, state)`,
    [companyId, working, paused],
  );
  await behind.rows(
    `INSERT INTO webhook_event (company_id, id, type, body, created_at)
     VALUES ($1, $2, 'invoice.reopened', '{}', '2026-11-20')`,
    [companyId, event],
  );
  await behind.rows(
    `INSERT INTO webhook_delivery (company_id, event_id, endpoint_id, state, attempts, due_at, attempted_at, status)
     VALUES ($1, $2, $3, 'GIVEN_UP', 8, '2026-11-20', '2026-11-22', 500)`,
    [companyId, event, working],
  );
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
  state: "AWAITING_APPROVAL" | "UNCERTAIN" | "FAILED",
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

/** A reply to a client that a server refused. */
async function addRefusedNote(house: House, x: Examples): Promise<string> {
  const id = await addMessage(house, x, "FAILED");
  await house.behind.rows(
    "UPDATE message SET kind = 'ANSWER_REPLY', outcome = '554 5.7.1 Content refused' WHERE company_id = $1 AND id = $2",
    [x.company, id],
  );
  return id;
}

/** A message that waits for approval, with words of its own. */
async function addRewordedMessage(house: House, x: Examples): Promise<string> {
  const id = await addMessage(house, x, "AWAITING_APPROVAL");
  await house.behind.rows(
    `INSERT INTO message_text (company_id, message_id, language, subject, body, written_at)
     VALUES ($1, $2, 'fr', '{{titre}}, un mot', E'Bonjour Anne,\n\n{{décompte}}\n\n{{réponses}}\n\n{{signature}}', now())`,
    [x.company, id],
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

/** A credit of a client who owes nothing, partly paid back. */
async function addCredit(house: House, x: Examples): Promise<{ credit: string; refund: string }> {
  const [credit, refund] = [randomUUID(), randomUUID()];
  await house.behind.rows(
    `INSERT INTO client_credit (company_id, id, client_id, kind, received_on, amount_cents, rest_cents, note, created_at)
     VALUES ($1, $2, $3, 'OVERPAYMENT', '2026-11-12', 12000, 10000, 'Payée deux fois', now())`,
    [x.company, credit, x.quietClient],
  );
  await house.behind.rows(
    `INSERT INTO credit_use (company_id, id, credit_id, kind, amount_cents, used_on, created_at)
     VALUES ($1, $2, $3, 'REFUND', 2000, '2026-11-13', now())`,
    [x.company, refund, credit],
  );
  return { credit, refund };
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

/** Another accounting firm, whose mandate over the company was revoked. @returns the address of its partner */
export async function addFirmWithRevokedMandate(house: House, companyId: string): Promise<string> {
  const email = "ancien@cabinet-du-quai.example";
  const userId = await addUser(house, "Ancien Cabinet", email);
  const firmId = randomUUID();
  await house.behind.rows(
    `INSERT INTO firm (id, slug, name, siren, street, postcode, city, created_at)
     VALUES ($1, 'cabinet-du-quai', 'Cabinet du Quai', '552100554', '1 quai Sud', '44000', 'Nantes', now())`,
    [firmId],
  );
  await house.behind.rows("INSERT INTO firm_member (firm_id, user_id, role) VALUES ($1, $2, 'PARTNER')", [
    firmId,
    userId,
  ]);
  await house.behind.rows(
    "INSERT INTO mandate (company_id, id, firm_id, granted_on, revoked_on) VALUES ($1, $2, $3, '2026-01-05', '2026-11-23')",
    [companyId, randomUUID(), firmId],
  );
  return email;
}

/** A reply of a debtor that waits to be read. */
async function addInboundMail(house: House, x: Examples): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO inbound_mail (company_id, id, sha256, kind, message_id, client_id, from_name, from_email, subject, text, created_at)
     SELECT company_id, $2::uuid, $2::uuid::text, 'REPLY', id, client_id, 'Nadia Benhamou', 'nadia@client.example',
       'Re: votre rappel', 'Bonjour, le virement part vendredi.', now() FROM message WHERE company_id = $1 AND id = $3`,
    [x.company, id, x.sentMessage],
  );
  return id;
}

/** A draft of the scenario: the version that will follow the one in service. */
async function addDraft(house: House, x: Examples): Promise<void> {
  const versionId = randomUUID();
  await house.behind.rows(
    `INSERT INTO scenario_version (company_id, id, scenario_id, number, created_at)
     SELECT company_id, $2::uuid, scenario_id, number + 1, now() FROM scenario_version WHERE company_id = $1 AND id = $3`,
    [x.company, versionId, x.version],
  );
  await house.behind.rows(
    `INSERT INTO scenario_step (company_id, id, version_id, offset_days, channel, tone, needs_approval, needs_prior_contact, attach_invoice)
     SELECT company_id, gen_random_uuid(), $2::uuid, offset_days, channel, tone, needs_approval, needs_prior_contact, attach_invoice
     FROM scenario_step WHERE company_id = $1 AND version_id = $3`,
    [x.company, versionId, x.version],
  );
}

/** A client in judicial liquidation, whose invoice waits. */
async function addInsolvency(house: House, companyId: string): Promise<void> {
  const clientId = randomUUID();
  const invoiceId = randomUUID();
  await house.behind.rows(
    "INSERT INTO client (company_id, id, kind, name, created_at) VALUES ($1, $2, 'B2B', 'Imprimerie Sabatier', '2026-09-01')",
    [companyId, clientId],
  );
  await house.behind.rows(
    `INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
     VALUES ($1, $2, $3, 'F-2026-0299', '2026-08-01', '2026-08-31', 120000, 120000, 'MANUAL', '2026-08-01')`,
    [companyId, invoiceId, clientId],
  );
  await house.behind.rows(
    "INSERT INTO hold (company_id, id, invoice_id, kind, started_on, created_at) VALUES ($1, $2, $3, 'INSOLVENCY', '2026-11-02', '2026-11-12')",
    [companyId, randomUUID(), invoiceId],
  );
  await house.behind.rows(
    `INSERT INTO insolvency (company_id, id, client_id, kind, opened_on, published_on, court_name, created_at)
     VALUES ($1, $2, $3, 'LIQUIDATION', '2026-11-02', '2026-11-10', 'Nantes', now())`,
    [companyId, randomUUID(), clientId],
  );
}

/** An import that is done. @returns its id */
async function addDoneImport(house: House, x: Examples): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO invoice_import (company_id, id, file_name, sha256, state, options, created_by_id, created_at, finished_at)
     VALUES ($1, $2::uuid, 'juin.csv', $2::uuid::text, 'DONE', '{}', $3, '2026-06-30', '2026-06-30')`,
    [x.company, id, x.member],
  );
  return id;
}

/** Adds the rows that gestures need beside those of the demonstration. */
export async function addSpare(house: House, x: Examples): Promise<Spare> {
  await addDraft(house, x);
  await addInsolvency(house, x.company);
  for (const [position, kind] of ["B2C", "PUBLIC"].entries()) {
    await house.behind.rows(
      "INSERT INTO scenario_rule (company_id, id, scenario_id, position, client_kind) VALUES ($1, $2, $3, $4, $5::client_kind)",
      [x.company, randomUUID(), x.scenario, position, kind],
    );
  }
  await house.behind.rows(
    "UPDATE letter SET return_reason = 'WRONG_ADDRESS' WHERE company_id = $1 AND state = 'RETURNED'",
    [x.company],
  );
  return {
    waiting: await addMessage(house, x, "AWAITING_APPROVAL"),
    otherWaiting: await addMessage(house, x, "AWAITING_APPROVAL"),
    reworded: await addRewordedMessage(house, x),
    uncertain: await addMessage(house, x, "UNCERTAIN"),
    refusedNote: await addRefusedNote(house, x),
    otherRefusedNote: await addRefusedNote(house, x),
    declaration: await addAnswer(house, x, "ALREADY_PAID", x.upcomingInvoice),
    dispute: await addAnswer(house, x, "DISPUTE", x.upcomingInvoice),
    otherDispute: await addAnswer(house, x, "DISPUTE", x.invoice),
    member: await addMember(house, x.company, "COLLABORATOR", "collegue@membres.example"),
    colleague: await addColleague(house),
    inbound: await addInboundMail(house, x),
    doneImport: await addDoneImport(house, x),
    ...(await addCredit(house, x)),
    ...(await addGestureRows(house, x)),
  };
}
