/** The same histories through the real use cases, PostgreSQL and the real message bytes. */
import { asOwner, type TestDatabase } from "../database";
import type { World } from "../world";
import type { House } from "./history";
import { type Leaving, Oracle } from "./oracle";

/** An accident on purpose: nothing after it runs. */
class Crash extends Error {}

export async function databaseHouse(database: TestDatabase, world: World): Promise<House> {
  const { makeClient, makeInvoice } = await import("../world");
  const { recordPayment } = await import("@/usecases/settlement/recordPayment");
  const { reversePayment } = await import("@/usecases/settlement/reversePayment");
  const { noteDispute } = await import("@/usecases/settlement/noteDispute");
  const { maintainInvoice } = await import("@/usecases/settlement/closeDispute");
  const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
  const { startAgain, stopEverything } = await import("@/usecases/parties/stopEverything");
  const { openDraft } = await import("@/usecases/dunning/editScenario");
  const { removeStep, saveStep } = await import("@/usecases/dunning/saveStep");
  const { publishVersion } = await import("@/usecases/dunning/publishVersion");
  const { listScenarios, readScenario } = await import("@/usecases/dunning/readScenario");
  const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
  const { sendMessages } = await import("@/usecases/dunning/sendMessages");
  const { listAbandonedMessages } = await import("@/usecases/dunning/listAbandonedMessages");
  const { resolveUncertain } = await import("@/usecases/dunning/decideMessages");
  const { openAnswerLink, recordVisit } = await import("@/usecases/settlement/openAnswerLink");
  const { mailPorts } = await import("@/context/sending");
  const { readMime } = await import("@/mail/readMime");
  const { PUBLISHED_RATES: rates } = await import("@/domain/legal/publishedRates");
  const { ctx, clock } = world;
  const { companyId } = ctx;
  const oracle = new Oracle();
  const clients = new Map<string, string>();
  const tokens: string[] = [];
  const rows = <Row extends object>(sql: string, ...values: unknown[]) => asOwner<Row>(database, sql, values);
  const euros = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");
  const french = (iso: string) => iso.split("-").reverse().join("/");

  const clientOf = async (name: string) => {
    const known = clients.get(name);
    if (known) return known;
    const id = await makeClient(ctx, { name, contactEmail: `${name}@example.com` });
    clients.set(name, id);
    return id;
  };
  const nameOf = (id: string) => [...clients].find(([, known]) => known === id)?.[0] ?? "";
  const openBalance = async (id: string) => {
    const [row] = await rows<{ cents: string }>(
      "SELECT balance_cents AS cents FROM invoice WHERE id = $1 AND status = 'OPEN'",
      id,
    );
    return row ? Number(row.cents) : null;
  };

  /** What is handed to the server, judged from the rows behind its key. */
  const leaving = async (to: readonly string[], text: string): Promise<Leaving> => {
    const numbers = await rows<Leaving["lines"][number] & { client: string }>(
      `SELECT mi.invoice_id AS invoice, d.step_id AS step, d.offset_days AS "offsetDays", m.client_id AS client
       FROM message m JOIN message_invoice mi ON mi.message_id = m.id
       JOIN dunning_step d ON d.message_id = m.id AND d.invoice_id = mi.invoice_id AND d.state = 'DONE'
       JOIN invoice i ON i.id = mi.invoice_id
       WHERE m.company_id = $1 AND m.state = 'SENDING' AND m.to_emails = $2`,
      companyId,
      to,
    );
    const token = /\/r\/([\w-]{20,})/.exec(text)?.[1];
    if (token) tokens.push(token);
    return {
      at: clock.now(),
      client: nameOf(numbers[0]?.client ?? ""),
      channel: "EMAIL",
      to,
      lines: numbers,
    };
  };

  const house: House = {
    oracle,
    get now() {
      return clock.now();
    },
    set now(at: number) {
      clock.set(at);
    },
    async importInvoice(client, dueOn, cents) {
      const issuedOn = new Date(Date.parse(dueOn) - 30 * 86_400_000).toISOString().slice(0, 10);
      const id = await makeInvoice(ctx, await clientOf(client), {
        dueOn,
        issuedOn,
        totalCents: euros(cents),
      });
      oracle.invoice(id, client, dueOn, cents);
      return id;
    },
    async pay(id, cents) {
      const balance = await openBalance(id);
      if (balance === null) return null;
      const taken = Math.min(cents, balance);
      const receivedOn = french(new Date(clock.now()).toISOString().slice(0, 10));
      await recordPayment(ctx, id, { receivedOn, amountCents: euros(taken), method: "TRANSFER" });
      oracle.paid(id, taken);
      const [payment] = await rows<{ id: string }>(
        "SELECT id FROM payment WHERE company_id = $1 ORDER BY id DESC LIMIT 1",
        companyId,
      );
      return payment?.id ?? null;
    },
    async reverse(payment) {
      const [row] = await rows<{ invoice: string; cents: string; status: string }>(
        "SELECT a.invoice_id AS invoice, a.amount_cents AS cents, i.status::text FROM allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = $1",
        payment,
      );
      if (!row || row.status === "CANCELLED") return;
      await reversePayment(ctx, payment);
      oracle.paid(row.invoice, -Number(row.cents));
    },
    async dispute(id, cents) {
      const balance = await openBalance(id);
      if (balance === null) return null;
      const part = cents !== null && cents < balance ? cents : null;
      await noteDispute(ctx, id, {
        category: "PRICE",
        ...(part !== null && { amountCents: euros(part) }),
        message: "",
      });
      const [answer] = await rows<{ id: string }>(
        "SELECT id FROM answer WHERE company_id = $1 ORDER BY id DESC LIMIT 1",
        companyId,
      );
      if (!answer) return null;
      oracle.disputed(id, answer.id, part);
      return answer.id;
    },
    async settle(id, dispute) {
      const [open] = await rows(
        "SELECT 1 FROM answer WHERE id = $1 AND decided_at IS NULL AND state = 'OPEN'",
        dispute,
      );
      if (open) await maintainInvoice(ctx, dispute, { note: "La facture est exacte." });
      oracle.settled(id, dispute);
    },
    async cancel(id) {
      if ((await openBalance(id)) === null) return;
      await closeInvoice(ctx, id, { status: "CANCELLED", closeReason: "Erreur." });
      oracle.closed(id);
    },
    async stop(isStopped) {
      await (isStopped ? stopEverything(ctx) : startAgain(ctx));
      oracle.stopped(isStopped);
    },
    async editScenario(offsets) {
      const id = (await listScenarios(ctx))[0]?.id ?? "";
      await openDraft(ctx, id);
      const view = await readScenario(
        ctx,
        id,
        { offsetDays: null, invoiceId: "" },
        { rates, callerName: "" },
      );
      for (const step of view.steps) await removeStep(ctx, id, step.offsetDays);
      for (const offset of offsets) {
        const channel = offset >= 30 ? "FORMAL_NOTICE" : "EMAIL";
        await saveStep(ctx, id, null, {
          days: String(Math.abs(offset)),
          side: offset < 0 ? "BEFORE" : "AFTER",
          channel,
          tone: offset > 7 ? "FIRM" : "FRIENDLY",
          ...(channel === "FORMAL_NOTICE" && { needsApproval: "1", needsPriorContact: "1" }),
        });
      }
      await publishVersion(ctx, id, {});
    },
    async click() {
      const before = await rows("SELECT version FROM invoice WHERE company_id = $1 ORDER BY id", companyId);
      const link = await openAnswerLink(tokens.at(-1) ?? "none", clock);
      if (link) await recordVisit(link, { network: "192.0.2.0/24", agent: "scanner" }, clock);
      const after = await rows("SELECT version FROM invoice WHERE company_id = $1 ORDER BY id", companyId);
      if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error("a page opened changed a fact");
    },
    async resolve() {
      const unsure = await rows<{ id: string; invoices: string[] }>(
        "SELECT m.id, array_agg(mi.invoice_id::text) AS invoices FROM message m JOIN message_invoice mi ON mi.message_id = m.id WHERE m.company_id = $1 AND m.state = 'UNCERTAIN' GROUP BY m.id",
        companyId,
      );
      for (const { id, invoices } of unsure) {
        await resolveUncertain(ctx, id, true);
        for (const invoice of invoices) oracle.resolved(invoice);
      }
    },
    async work(accident) {
      const faults: string[] = [];
      await listAbandonedMessages(companyId, clock.now());
      if (accident !== "decide") while ((await runDueSteps(companyId, clock.now())).clients > 0);
      const mailer = {
        deliver: async (mail: { envelope: { to: readonly string[] }; mime: Uint8Array }) => {
          const message = await leaving(mail.envelope.to, (await readMime(mail.mime)).text ?? "");
          if (accident === "bounce") return refused(mail.envelope.to, oracle);
          faults.push(...oracle.judge(message, accident !== "send"));
          if (accident === "send") return { kind: "uncertain", reason: "timeout", detail: "" } as const;
          return { kind: "accepted", response: "250 Ok", rejected: [] } as const;
        },
      };
      const failpoint = (name: string) => {
        if (accident === "decide" && name === "before_claim_commit") throw new Crash();
      };
      await sendMessages(companyId, { ...mailPorts(mailer), clock, failpoint }).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      await noteCalls();
      return faults;
    },
  };

  /** Calls given to people since the last look: contacts that the judge must know of. */
  const known = new Set<string>();
  async function noteCalls(): Promise<void> {
    const calls = await rows<{ id: string; invoice: string; step: string; offset: number }>(
      `SELECT id, invoice_id AS invoice, step_id AS step, offset_days AS "offset" FROM dunning_step
       WHERE company_id = $1 AND state = 'DONE' AND (call_task_id IS NOT NULL OR letter_id IS NOT NULL)`,
      companyId,
    );
    for (const call of calls.filter(({ id }) => !known.has(id))) {
      known.add(call.id);
      oracle.called(call.invoice, call.step, call.offset);
    }
  }
  return house;
}

function refused(to: readonly string[], oracle: Oracle) {
  for (const address of to) oracle.bounced(address);
  return {
    kind: "refused_permanent",
    stage: "rcpt",
    code: 550,
    enhancedCode: "5.1.1",
    text: "No such user",
    recipient: to[0] ?? "",
  } as const;
}
