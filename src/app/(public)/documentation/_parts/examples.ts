/** Commands and answers of the documentation. */

export const INVOICE = {
  number: "F-2026-0412",
  client: {
    name: "Conserverie Le Guen",
    siren: "732829320",
    kind: "b2b",
    email: "compta@leguen.example",
  },
  issuedOn: "2026-10-24",
  dueOn: "2026-11-30",
  totalCents: 432_000,
};

export const PAYMENT = {
  amountCents: 32_000,
  receivedOn: "2026-11-23",
  method: "transfer",
  reference: "VIR LE GUEN",
};

export const CREDIT_NOTE = {
  number: "AV-2026-0031",
  issuedOn: "2026-11-23",
  amountCents: 20_000,
  effect: "retroactive",
};

export const HOLD = { untilOn: "2026-12-15", reason: "Réclamation 42, en cours" };

/** The invoice once that payment is recorded. */
export const READ = {
  id: "0199f3a2-5c1e-7b44-9d02-6f1b8a2c7e10",
  number: INVOICE.number,
  status: "open",
  client: {
    id: "0199f3a2-5c1e-7b44-9d02-0c6f3e7d1a55",
    name: INVOICE.client.name,
    siren: INVOICE.client.siren,
  },
  subject: "",
  orderReference: null,
  issuedOn: INVOICE.issuedOn,
  dueOn: INVOICE.dueOn,
  performedOn: null,
  currency: "EUR",
  totalCents: 432_000,
  vatCents: null,
  balanceCents: 400_000,
  daysLate: 0,
  changedAt: "2026-11-23T09:12:45.318Z",
  payments: [
    {
      id: "0199f3a9-11d0-7e02-8f5a-93c1b0a7d4e2",
      receivedOn: PAYMENT.receivedOn,
      amountCents: 32_000,
      accessoryCents: 0,
      method: PAYMENT.method,
      reference: PAYMENT.reference,
      isReversed: false,
    },
  ],
  creditNotes: [],
  holds: [],
  next: {
    kind: "wait",
    title: "Courriel simple, J+2",
    on: "2026-12-02",
    channel: "email",
    reasons: [
      {
        code: "not_yet",
        sentence: "J+2 tombe le mercredi 2 décembre 2026, 2 jours après l’échéance.",
      },
    ],
  },
};

const LATE = "L’échéance précède la facture, datée du 24/10/2026.";

/**
 * Commands that can be pasted one after the other: the first ones say where, with which key and on which invoice.
 *
 * @param base address of the API, without a slash at the end
 */
export function examplesAt(base: string) {
  const call = (path: string, ...options: string[]) =>
    [`curl "$API${path}"`, '-H "Authorization: Bearer $CLE"', ...options].join(" \\\n  ");
  const sent = (body: object) => [
    '-H "Content-Type: application/json"',
    `-d '${JSON.stringify(body, null, 2)}'`,
  ];
  const once = (key: string) => `-H "Idempotency-Key: ${key}"`;
  return {
    setting: `API="${base}"\nCLE="dument_…"`,
    access: call("/clients"),
    invoice: call("/invoices", ...sent(INVOICE)),
    chosen: `FACTURE="${READ.id}"`,
    read: call("/invoices/$FACTURE"),
    answer: JSON.stringify(READ, null, 2),
    list: call("/invoices?status=late"),
    changes: call("/invoices?changedSince=2026-11-23T08:00:00Z"),
    document: call(
      "/invoices/$FACTURE/documents",
      '-H "Content-Type: application/pdf"',
      "--data-binary @F-2026-0412.pdf",
    ),
    payment: call("/invoices/$FACTURE/payments", once("virement-8841"), ...sent(PAYMENT)),
    cancelPayment: call(`/payments/${READ.payments[0]?.id}/cancel`, "-X POST"),
    creditNote: call("/invoices/$FACTURE/credit-notes", once("avoir-31"), ...sent(CREDIT_NOTE)),
    hold: call("/invoices/$FACTURE/holds", once("reclamation-42"), ...sent(HOLD)),
    resume: call("/invoices/$FACTURE/resume", "-X POST"),
    problem: JSON.stringify(
      {
        type: `${base.replace("/api/v1", "")}/documentation#donnees-refusees`,
        title: "Données refusées",
        status: 422,
        detail: LATE,
        errors: [{ pointer: "/dueOn", code: "DUE_BEFORE_ISSUE", detail: LATE }],
      },
      null,
      2,
    ),
  };
}

export type Examples = ReturnType<typeof examplesAt>;
