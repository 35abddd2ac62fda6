/**
 * The decision loop in memory: the product's own policy over facts kept in plain objects, with the
 * same caches, versions and last checks as the database. Ten thousand histories take a minute.
 */
import type { LocalDate } from "@/domain/calendar";
import { gatherContacts, oneChannelAClient } from "@/domain/dunning/contact";
import type { DunningFacts, HoldFact, StepFact } from "@/domain/dunning/facts";
import { nextStep } from "@/domain/dunning/nextStep";
import { type ScenarioVersion, stepDraft } from "@/domain/dunning/scenario";
import { isWindowOpen } from "@/domain/dunning/sendingWindow";
import { localDateAt } from "@/domain/zonedTime";
import { COMPANY, STANDARD } from "../facts";
import type { Accident, House } from "./history";
import { type Leaving, Oracle } from "./oracle";

interface Row {
  id: string;
  client: string;
  dueOn: LocalDate;
  enteredOn: LocalDate;
  cents: number;
  owed: number;
  status: "OPEN" | "PAID" | "CANCELLED";
  version: number;
  history: StepFact[];
  holds: (HoldFact & { id: string })[];
  dueAt: number;
}

interface Mail {
  client: string;
  state: "READY" | "SENT" | "UNCERTAIN" | "FAILED" | "CANCELLED";
  channel: "EMAIL" | "LETTER";
  lines: { row: Row; version: number; stepId: string; offsetDays: number; superseded: string[] }[];
  sentAt: number;
}

const NEVER = Number.POSITIVE_INFINITY;

export class MemoryHouse implements House {
  readonly oracle = new Oracle();
  private readonly rows = new Map<string, Row>();
  private readonly mails: Mail[] = [];
  private readonly refused = new Set<string>();
  private readonly payments = new Map<string, { row: Row; cents: number }>();
  private scenario: ScenarioVersion = STANDARD;
  private isStopped = false;
  private count = 0;

  constructor(public now: number) {}

  async importInvoice(client: string, dueOn: string, cents: number): Promise<string> {
    const id = `F${++this.count}`;
    const row: Row = {
      id,
      client,
      dueOn: dueOn as LocalDate,
      enteredOn: localDateAt(this.now, "Europe/Paris"),
      cents,
      owed: cents,
      status: "OPEN",
      version: 1,
      history: [],
      holds: [],
      dueAt: this.now,
    };
    this.rows.set(id, row);
    this.oracle.invoice(id, client, dueOn, cents);
    return id;
  }

  async pay(id: string, cents: number): Promise<string | null> {
    const row = this.rows.get(id);
    if (row?.status !== "OPEN") return null;
    const taken = Math.min(cents, row.owed);
    const payment = `P${++this.count}`;
    this.payments.set(payment, { row, cents: taken });
    this.allocate(row, taken);
    return payment;
  }

  async reverse(payment: string): Promise<void> {
    const known = this.payments.get(payment);
    if (!known || known.row.status === "CANCELLED") return;
    this.payments.delete(payment);
    this.allocate(known.row, -known.cents);
  }

  private allocate(row: Row, cents: number): void {
    row.owed -= cents;
    row.status = row.owed <= 0 ? "PAID" : "OPEN";
    this.oracle.paid(row.id, cents);
    this.changed(row);
  }

  async dispute(id: string, cents: number | null): Promise<string | null> {
    const row = this.rows.get(id);
    if (row?.status !== "OPEN") return null;
    const dispute = `D${++this.count}`;
    const part = cents !== null && cents < row.owed ? cents : null;
    const startedOn = localDateAt(this.now, "Europe/Paris");
    const partCents = part === null ? null : BigInt(part);
    row.holds.push({
      id: dispute,
      kind: "DISPUTE",
      startedOn,
      untilOn: null,
      endedAt: null,
      reason: "",
      partCents,
    });
    this.oracle.disputed(id, dispute, part);
    this.changed(row);
    return dispute;
  }

  async settle(id: string, dispute: string): Promise<void> {
    const row = this.rows.get(id);
    if (!row) return;
    row.holds = row.holds.map((hold) => (hold.id === dispute ? { ...hold, endedAt: this.now } : hold));
    this.oracle.settled(id, dispute);
    this.changed(row);
  }

  async cancel(id: string): Promise<void> {
    const row = this.rows.get(id);
    if (row?.status !== "OPEN") return;
    row.status = "CANCELLED";
    this.oracle.closed(id);
    this.changed(row);
  }

  async stop(isStopped: boolean): Promise<void> {
    this.isStopped = isStopped;
    this.oracle.stopped(isStopped);
    for (const row of this.rows.values()) row.dueAt = this.now;
  }

  async editScenario(offsets: readonly number[]): Promise<void> {
    const number = this.scenario.number + 1;
    const steps = [...offsets]
      .sort((a, b) => a - b)
      .map((offsetDays) => ({
        ...stepDraft({
          offsetDays,
          channel: offsetDays >= 30 ? "FORMAL_NOTICE" : "EMAIL",
          tone: offsetDays > 7 ? "FIRM" : "FRIENDLY",
        }),
        id: `v${number} J${offsetDays}`,
      }));
    this.scenario = { ...this.scenario, id: `v${number}`, number, steps };
    for (const row of this.rows.values()) row.dueAt = this.now;
  }

  async click(): Promise<void> {
    // A page opened: the facts are what they were.
  }

  async resolve(): Promise<void> {
    for (const mail of this.mails.filter(({ state }) => state === "UNCERTAIN")) {
      mail.state = "SENT";
      for (const { row } of mail.lines) {
        this.oracle.resolved(row.id);
        row.dueAt = this.now;
      }
    }
  }

  async work(accident: Accident | null): Promise<string[]> {
    if (accident !== "decide") this.decide();
    return this.send(accident);
  }

  /** A fact changed: what was about to leave on the old one is withdrawn. */
  private changed(row: Row): void {
    row.version += 1;
    row.dueAt = this.now;
    const waiting = (mail: Mail) => mail.state === "READY" && mail.lines.some((line) => line.row === row);
    for (const mail of this.mails.filter(waiting)) this.withdraw(mail, "CANCELLED");
  }

  private withdraw(mail: Mail, state: "CANCELLED" | "FAILED"): void {
    mail.state = state;
    for (const { row, stepId, superseded } of mail.lines) {
      row.history = row.history.filter((step) => step.stepId !== stepId && !superseded.includes(step.stepId));
      this.oracle.withdrawn(row.id, stepId);
      row.dueAt = this.now;
    }
  }

  private factsOf(row: Row): DunningFacts {
    const mails = this.mails.filter((mail) => mail.lines.some((line) => line.row === row));
    const busy = mails.find(({ state }) => state === "READY" || state === "UNCERTAIN");
    const contacts = this.mails.filter(
      ({ client, channel, state }) =>
        client === row.client &&
        channel === "EMAIL" &&
        (state === "SENT" || state === "UNCERTAIN" || state === "READY"),
    );
    return {
      invoice: {
        id: row.id,
        status: row.status,
        dueOn: row.dueOn,
        balanceCents: BigInt(row.owed),
        dunningOptOut: false,
        enteredOn: row.enteredOn,
      },
      client: {
        id: row.client,
        kind: "B2B",
        dunningOptOut: false,
        hasUsableEmail: !this.refused.has(row.client),
        automaticContacts: contacts.map(({ sentAt }) => sentAt).sort((a, b) => a - b),
      },
      company: { ...COMPANY, paused: this.isStopped },
      scenario: this.scenario,
      history: row.history,
      holds: row.holds,
      inFlight: busy ? { channel: "EMAIL", state: busy.state === "READY" ? "LEAVING" : "UNCERTAIN" } : null,
    };
  }

  private decide(): void {
    const due = [...this.rows.values()].filter((row) => row.dueAt <= this.now);
    const runs = due.flatMap((row) => {
      const decision = nextStep(this.factsOf(row), this.now);
      row.dueAt = decision.kind === "WAIT" && decision.at !== null ? decision.at : NEVER;
      // What is put off for another contact of this moment is looked at again.
      if (decision.kind === "RUN") row.dueAt = this.now;
      return decision.kind === "RUN" ? [{ invoiceId: row.id, clientId: row.client, decision }] : [];
    });
    const today = localDateAt(this.now, "Europe/Paris");
    for (const contact of gatherContacts(oneChannelAClient(runs), true)) {
      const isMail = contact.channel !== "CALL";
      const lines = contact.runs.flatMap(({ invoiceId, decision }) => {
        const row = this.rows.get(invoiceId);
        if (!row) return [];
        const done = (step: typeof decision.step, state: StepFact["state"]): StepFact => ({
          stepId: step.id,
          offsetDays: step.offsetDays,
          channel: step.channel,
          state,
          executedOn: today,
        });
        row.history.push(
          done(decision.step, "DONE"),
          ...decision.superseded.map((step) => done(step, "SUPERSEDED")),
        );
        row.dueAt = this.now;
        return [
          {
            row,
            version: row.version,
            stepId: decision.step.id,
            offsetDays: decision.step.offsetDays,
            superseded: decision.superseded.map((step) => step.id),
          },
        ];
      });
      for (const { row, stepId, offsetDays } of isMail ? [] : lines)
        this.oracle.called(row.id, stepId, offsetDays);
      if (!isMail) continue;
      const channel = contact.channel === "EMAIL" ? "EMAIL" : "LETTER";
      this.mails.push({ client: contact.clientId, state: "READY", channel, lines, sentAt: this.now });
    }
  }

  private send(accident: Accident | null): string[] {
    const faults: string[] = [];
    for (const mail of this.mails.filter(({ state }) => state === "READY")) {
      const isCurrent = mail.lines.every(({ row, version }) => row.version === version) && !this.isStopped;
      if (!isCurrent) this.withdraw(mail, "CANCELLED");
      else if (mail.channel === "LETTER") {
        faults.push(...this.oracle.judge(this.leaving(mail)));
        mail.state = "SENT";
      } else if (isWindowOpen(COMPANY, this.now)) faults.push(...this.hand(mail, accident));
    }
    return faults;
  }

  private hand(mail: Mail, accident: Accident | null): string[] {
    mail.sentAt = this.now;
    if (accident === "bounce") {
      this.refused.add(mail.client);
      this.withdraw(mail, "FAILED");
      this.oracle.bounced(`${mail.client}@example.com`);
      return [];
    }
    mail.state = accident === "send" ? "UNCERTAIN" : "SENT";
    for (const { row } of mail.lines) row.dueAt = this.now;
    return this.oracle.judge(this.leaving(mail), accident !== "send");
  }

  private leaving(mail: Mail): Leaving {
    return {
      at: this.now,
      client: mail.client,
      channel: mail.channel,
      to: [`${mail.client}@example.com`],
      lines: mail.lines.map(({ row, stepId, offsetDays }) => ({ invoice: row.id, step: stepId, offsetDays })),
    };
  }
}
