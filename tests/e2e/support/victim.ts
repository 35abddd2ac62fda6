/**
 * A company whose rows must stay its own: Hélène's of the demonstration, marked so that a word of it is recognised
 * wherever it leaks.
 */
import { randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import { FIRM_SLUG } from "./furnish";
import type { House } from "./house";
import { placesOf } from "./places";

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
  message_text: ["subject", "body"],
  document: ["name"],
  hold: ["reason"],
  credit_note: ["number"],
  api_key: ["name"],
  webhook_endpoint: ["name"],
  webhook_event: ["body"],
  bank_line: ["label"],
};

async function markTexts(house: House, companyId: string): Promise<void> {
  for (const [table, columns] of Object.entries(MARKED)) {
    const set = columns.map((column) => `${column} = '${MARK} ' || ${column}`).join(", ");
    const key = table === "company" ? "id" : "company_id";
    await house.behind.rows(`UPDATE ${table} SET ${set} WHERE ${key} = $1`, [companyId]);
  }
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

/** Completes and marks the company. @returns its examples */
export async function prepareVictim(house: House): Promise<Places> {
  const x = await placesOf(house);
  await addOtherFirm(house, x.company);
  // « Include » is shown for an invoice that was excluded.
  await house.behind.rows("UPDATE invoice SET dunning_opt_out = true WHERE company_id = $1 AND id = $2", [
    x.company,
    x.upcomingInvoice,
  ]);
  await markTexts(house, x.company);
  return x;
}
