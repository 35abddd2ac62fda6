/** What the gestures over credits, copies and reminders by hand need: rows of their own, that no other gesture touches. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Examples, GestureRowIds } from "./examples";
import type { House } from "./house";

/** A client with one open invoice. */
async function addDebtor(
  { behind }: House,
  x: Examples,
  debtor: { name: string; number: string; dueOn: string; cents: number },
): Promise<{ clientId: string; invoiceId: string }> {
  const [clientId, invoiceId] = [randomUUID(), randomUUID()];
  await behind.rows(
    "INSERT INTO client (company_id, id, kind, name, created_at) VALUES ($1, $2, 'B2B', $3, '2026-09-01')",
    [x.company, clientId, debtor.name],
  );
  await behind.rows(
    `INSERT INTO contact (company_id, id, client_id, role, name, email, position)
     VALUES ($1, $2, $3, 'BILLING', 'Maud Kerbrat', $4, 0)`,
    [x.company, randomUUID(), clientId, `${debtor.number.toLowerCase()}@kerbrat.example`],
  );
  await behind.rows(
    `INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
     VALUES ($1, $2, $3, $4, '2026-10-01', $5, $6, $6, 'MANUAL', '2026-10-01')`,
    [x.company, invoiceId, clientId, debtor.number, debtor.dueOn, debtor.cents],
  );
  return { clientId, invoiceId };
}

async function addCredit(
  { behind }: House,
  x: Examples,
  clientId: string,
  restCents: number,
): Promise<string> {
  const id = randomUUID();
  await behind.rows(
    `INSERT INTO client_credit (company_id, id, client_id, kind, received_on, amount_cents, rest_cents, note, created_at)
     VALUES ($1, $2, $3, 'DEPOSIT', '2026-11-02', 10000, $4, 'Acompte', now())`,
    [x.company, id, clientId, restCents],
  );
  return id;
}

/** A client whose open invoice waits beside three credits: one whole, one partly put on it, one recorded by mistake. */
async function addCreditedClient(house: House, x: Examples) {
  const { clientId, invoiceId } = await addDebtor(house, x, {
    name: "Verrerie Kerbrat",
    number: "F-2026-0297",
    dueOn: "2026-12-20",
    cents: 200_000,
  });
  const heldCredit = await addCredit(house, x, clientId, 10_000);
  const appliedCredit = await addCredit(house, x, clientId, 8_000);
  const mistakenCredit = await addCredit(house, x, clientId, 10_000);
  const paymentId = randomUUID();
  await house.behind.rows(
    `INSERT INTO payment (company_id, id, client_id, received_on, amount_cents, method, created_at)
     VALUES ($1, $2, $3, '2026-11-02', 2000, 'OTHER', now())`,
    [x.company, paymentId, clientId],
  );
  await house.behind.rows(
    "INSERT INTO allocation (company_id, payment_id, invoice_id, amount_cents) VALUES ($1, $2, $3, 2000)",
    [x.company, paymentId, invoiceId],
  );
  await house.behind.rows(
    "UPDATE invoice SET balance_cents = balance_cents - 2000 WHERE company_id = $1 AND id = $2",
    [x.company, invoiceId],
  );
  await house.behind.rows(
    `INSERT INTO credit_use (company_id, id, credit_id, kind, amount_cents, used_on, payment_id, created_at)
     VALUES ($1, $2, $3, 'APPLICATION', 2000, '2026-11-03', $4, now())`,
    [x.company, randomUUID(), appliedCredit, paymentId],
  );
  return { creditedClient: clientId, creditedInvoice: invoiceId, heldCredit, appliedCredit, mistakenCredit };
}

/** An open invoice, lowered by a credit note recorded by mistake. */
async function addCreditNote(house: House, x: Examples) {
  const { invoiceId } = await addDebtor(house, x, {
    name: "Faïencerie Kerbrat",
    number: "F-2026-0296",
    dueOn: "2026-12-20",
    cents: 70_000,
  });
  const mistakenNote = randomUUID();
  await house.behind.rows(
    `INSERT INTO credit_note (company_id, id, invoice_id, number, issued_on, amount_cents, effect, created_at)
     VALUES ($1, $2, $3, 'A-2026-0296', '2026-11-02', 5000, 'RETROACTIVE', now())`,
    [x.company, mistakenNote, invoiceId],
  );
  await house.behind.rows(
    "UPDATE invoice SET balance_cents = balance_cents - 5000 WHERE company_id = $1 AND id = $2",
    [x.company, invoiceId],
  );
  return { correctedInvoice: invoiceId, mistakenNote };
}

/** A late invoice, with a reminder that a person asked for and that leaves at the end of the year. */
async function addHandReminder(house: House, x: Examples) {
  const { behind } = house;
  const { clientId, invoiceId } = await addDebtor(house, x, {
    name: "Tonnellerie Kerbrat",
    number: "F-2026-0298",
    dueOn: "2026-11-10",
    cents: 90_000,
  });
  const id = randomUUID();
  await behind.rows(
    `INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, claimed_cents,
       due_at, created_at, approved_at)
     VALUES ($1, $2::uuid, $3, 'REMINDER', 'FRIENDLY', 'READY', $2::uuid::text, ARRAY['f-2026-0298@kerbrat.example'], '{}', 90000,
       '2026-12-31 10:00Z', now(), now())`,
    [x.company, id, clientId],
  );
  await behind.rows(
    `INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
     VALUES ($1, $2, $3, 1, 90000, 0, 0)`,
    [x.company, id, invoiceId],
  );
  await behind.rows(
    "INSERT INTO hand_reminder (company_id, message_id, step_id, notice_is_next, created_at) VALUES ($1, $2, $3, false, now())",
    [x.company, id, x.step],
  );
  return { handReminder: id, handInvoice: invoiceId };
}

/** An address of copies that waits for its link. @returns the token of the link */
async function addCopyLink({ behind }: House, x: Examples): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await behind.rows(
    `INSERT INTO copy_mailbox (company_id, email, token_hash, asked_at, expires_at)
     VALUES ($1, 'archives@kerbrat.example', $2, now(), '2100-01-01')
     ON CONFLICT (company_id) DO NOTHING`,
    [x.company, createHash("sha256").update(token).digest("hex")],
  );
  return token;
}

/** « J'ai payé » of a client nobody has written to since the creditor said that it had not arrived. */
async function addRejection(house: House, x: Examples): Promise<string> {
  const { clientId, invoiceId } = await addDebtor(house, x, {
    name: "Vannerie Kerbrat",
    number: "F-2026-0199",
    dueOn: "2026-12-20",
    cents: 60_000,
  });
  const id = randomUUID();
  const rejectedAt = "2026-11-20 10:00Z";
  await house.behind.rows(
    `INSERT INTO answer (company_id, id, client_id, kind, source, state, on_date, created_at, decided_at)
     VALUES ($1, $2, $3, 'ALREADY_PAID', 'LINK', 'REJECTED', '2026-11-17', '2026-11-18', $4)`,
    [x.company, id, clientId, rejectedAt],
  );
  await house.behind.rows(
    "INSERT INTO answer_invoice (company_id, answer_id, invoice_id) VALUES ($1, $2, $3)",
    [x.company, id, invoiceId],
  );
  await house.behind.rows(
    `INSERT INTO hold (company_id, id, invoice_id, kind, started_on, until_on, answer_id, created_at, ended_at, end_reason)
     VALUES ($1, $2, $3, 'DECLARATION', '2026-11-18', '2027-01-31', $4, '2026-11-18', $5, 'Réponse traitée.')`,
    [x.company, randomUUID(), invoiceId, id, rejectedAt],
  );
  return id;
}

export async function addGestureRows(house: House, x: Examples): Promise<GestureRowIds> {
  return {
    ...(await addCreditedClient(house, x)),
    ...(await addCreditNote(house, x)),
    ...(await addHandReminder(house, x)),
    copyToken: await addCopyLink(house, x),
    rejection: await addRejection(house, x),
  };
}
