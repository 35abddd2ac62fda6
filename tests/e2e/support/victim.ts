/**
 * A company whose rows must stay its own: Hélène's of the demonstration, completed so that every gesture has
 * something to speak of, and marked so that a word of it is recognised wherever it leaks.
 */
import { randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import { examplesOf } from "./examples";
import type { House } from "./house";
import { FIRM_SLUG, placesOf } from "./places";

/** A word no page of ours has. */
export const MARK = "ZIBELINE";

export const STRANGER = "gwenn@primeurs-gwenn.example";
export const STRANGER_SLUG = "primeurs-gwenn";

/** Texts of the company that get the mark, by table. */
const MARKED: Readonly<Record<string, readonly string[]>> = {
  company: ["legal_name", "signatory_name"],
  client: ["name", "note", "reference"],
  contact: ["name"],
  invoice: ["number", "subject"],
  payment: ["reference"],
  answer: ["message"],
  call_task: ["note", "contact_name"],
  message: ["subject", "outcome"],
  document: ["name"],
  hold: ["reason"],
  credit_note: ["number"],
};

async function markTexts(house: House, companyId: string): Promise<void> {
  for (const [table, columns] of Object.entries(MARKED)) {
    const set = columns.map((column) => `${column} = '${MARK} ' || ${column}`).join(", ");
    const key = table === "company" ? "id" : "company_id";
    await house.behind.rows(`UPDATE ${table} SET ${set} WHERE ${key} = $1`, [companyId]);
  }
}

/** A message that waits for approval, copied from one that left. */
async function addWaitingMessage(house: House, x: Places): Promise<void> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, subject,
       content, claimed_cents, due_at, created_at)
     SELECT company_id, $2::uuid, client_id, kind, tone, 'AWAITING_APPROVAL', $2::uuid::text, to_emails, cc_emails, subject,
       content, claimed_cents, due_at, now() FROM message WHERE company_id = $1 AND id = $3`,
    [x.company, id, x.sentMessage],
  );
  await house.behind.rows(
    `INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
     SELECT company_id, $2::uuid, id, version, balance_cents, 0, 0 FROM invoice WHERE company_id = $1 AND id = $3`,
    [x.company, id, x.invoice],
  );
}

/** A person with a role in the company. */
export async function addMember(
  house: House,
  companyId: string,
  role: string,
  email = `${role.toLowerCase()}@membres.example`,
): Promise<string> {
  const id = randomUUID();
  await house.behind.rows(
    "INSERT INTO user_account (id, email, name, email_verified_at, created_at) VALUES ($1, $2, $3, now(), now())",
    [id, email, `Membre ${role}`],
  );
  await house.behind.rows(
    "INSERT INTO membership (company_id, user_id, role, created_at) VALUES ($1, $2, $3::company_role, now())",
    [companyId, id, role],
  );
  return email;
}

/** The mandate of the demonstration's firm over the company: in force, or revoked yesterday. */
export async function setMandate(house: House, companyId: string, isRevoked: boolean): Promise<void> {
  await house.behind.rows(
    "DELETE FROM mandate WHERE company_id = $1 AND firm_id = (SELECT id FROM firm WHERE slug = $2)",
    [companyId, FIRM_SLUG],
  );
  await house.behind.rows(
    `INSERT INTO mandate (company_id, id, firm_id, granted_on, revoked_on)
     SELECT $1::uuid, $2::uuid, id, '2026-01-05'::date, ${isRevoked ? "'2026-11-23'::date" : "NULL"} FROM firm WHERE slug = $3`,
    [companyId, randomUUID(), FIRM_SLUG],
  );
}

/** An accounting firm besides that of the demonstration, with a mandate in force. */
async function addOtherFirm(house: House, companyId: string): Promise<void> {
  const id = randomUUID();
  await house.behind.rows(
    `INSERT INTO firm (id, slug, name, siren, street, postcode, city, created_at)
     VALUES ($1, 'zz-cabinet-du-port', 'Cabinet du Port', '732829320', '1 quai Nord', '44000', 'Nantes', now())`,
    [id],
  );
  await house.behind.rows(
    "INSERT INTO mandate (company_id, id, firm_id, granted_on) VALUES ($1, $2, $3, '2026-01-05')",
    [companyId, randomUUID(), id],
  );
}

/** A second person and an invitation in the firm of the demonstration. */
async function addColleague(house: House): Promise<void> {
  const id = randomUUID();
  await house.behind.rows(
    "INSERT INTO user_account (id, email, name, created_at) VALUES ($1, 'anne@morvan-associes.example', 'Anne Kerouac', now())",
    [id],
  );
  await house.behind.rows(
    "INSERT INTO firm_member (firm_id, user_id, role) SELECT id, $1::uuid, 'ASSISTANT' FROM firm WHERE slug = $2",
    [id, FIRM_SLUG],
  );
  await house.behind.rows(
    `INSERT INTO firm_invitation (id, firm_id, email, role, token_hash, invited_by_id, created_at, expires_at)
     SELECT $1::uuid, id, 'paul@invite.example', 'ASSISTANT', $1::uuid::text, $1::uuid, now(), now() + interval '30 days' FROM firm WHERE slug = $2`,
    [id, FIRM_SLUG],
  );
}

/** Completes and marks the company. @returns its examples */
export async function prepareVictim(house: House): Promise<Places> {
  const before = await placesOf(house);
  await addWaitingMessage(house, before);
  await addOtherFirm(house, before.company);
  await addColleague(house);
  await addMember(house, before.company, "COLLABORATOR", "collegue@membres.example");
  // « Include » is shown for an invoice that was excluded.
  await house.behind.rows("UPDATE invoice SET dunning_opt_out = true WHERE company_id = $1 AND id = $2", [
    before.company,
    before.upcomingInvoice,
  ]);
  await markTexts(house, before.company);
  const { answerToken, mail, invitationToken } = before;
  return { ...before, ...(await examplesOf(house.behind, before.slug)), answerToken, mail, invitationToken };
}
