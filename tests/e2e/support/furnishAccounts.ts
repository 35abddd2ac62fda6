/** What a company has of credits, direct debits, statements, reminders by hand and copies, marked as the rest of it. */
import { randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import type { House } from "./house";
import { MARK } from "./victim";

/** One row of each, about the invoices and messages that the tests ask for. */
export async function addAccountRows({ behind }: House, x: Places): Promise<void> {
  const add = (sql: string, ...values: unknown[]) => behind.rows(sql, [x.company, ...values]);
  await add(
    `INSERT INTO client_credit (company_id, id, client_id, kind, received_on, amount_cents, rest_cents, note, created_at)
     VALUES ($1, $2, $3, 'DEPOSIT', '2026-11-02', 12000, 9000, $4, now())`,
    randomUUID(),
    x.client,
    `${MARK} acompte`,
  );
  await add(
    "INSERT INTO debit_mandate (company_id, client_id, reference, created_at) VALUES ($1, $2, $3, now())",
    x.client,
    `${MARK}-RUM`,
  );
  await add(
    `INSERT INTO hold (company_id, id, invoice_id, kind, started_on, debit_on, reason, created_at)
     VALUES ($1, $2, $3, 'DIRECT_DEBIT', '2026-10-01', '2026-10-05', $4, now())`,
    randomUUID(),
    x.invoice,
    `${MARK}-RUM`,
  );
  await add(
    `INSERT INTO debit_rejection (company_id, id, invoice_id, rejected_on, reason_code, note, created_at)
     VALUES ($1, $2, $3, '2026-10-08', 'AM04', $4, now())`,
    randomUUID(),
    x.invoice,
    `${MARK} provision`,
  );
  await add(
    `INSERT INTO statement_schedule (company_id, is_on, day_of_month, for_everyone, tags, only_open, only_quiet, since_on, look_at)
     VALUES ($1, true, 5, false, ARRAY[$2], true, true, '2026-10-01', '2026-11-05')
     ON CONFLICT (company_id) DO UPDATE SET is_on = true, tags = excluded.tags, look_at = excluded.look_at`,
    MARK,
  );
  await add(
    `INSERT INTO hand_reminder (company_id, message_id, step_id, notice_is_next, urgency, created_at)
     VALUES ($1, $2, $3, false, $4, '2026-11-24'), ($1, $5, $3, false, $4, '2026-11-24') ON CONFLICT DO NOTHING`,
    x.sentMessage,
    x.step,
    `${MARK} le client attend`,
    x.uncertainMessage,
  );
  await add(
    `INSERT INTO copy_mailbox (company_id, email, asked_at, confirmed_at) VALUES ($1, 'archives@zibeline.example', now(), now())
     ON CONFLICT (company_id) DO UPDATE SET email = excluded.email, confirmed_at = excluded.confirmed_at`,
  );
  await add(
    `INSERT INTO message_copy (company_id, message_id, to_email, state, attempts, due_at, created_at, outcome)
     VALUES ($1, $2, 'archives@zibeline.example', 'READY', 0, '2026-11-20', now(), $3)`,
    x.sentMessage,
    `${MARK} rien`,
  );
}
