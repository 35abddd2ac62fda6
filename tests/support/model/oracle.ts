/**
 * Which messages were legal, told from the bare facts alone: an account book of what happened and
 * rules written in the words of the promise. It shares no code with the product.
 */

export interface Leaving {
  at: number;
  client: string;
  /** `LETTER` stands for a formal notice proposed to a person. */
  channel: "EMAIL" | "LETTER";
  to: readonly string[];
  lines: readonly { invoice: string; step: string; offsetDays: number }[];
}

interface Known {
  client: string;
  dueOn: string;
  owedCents: number;
  isClosed: boolean;
  disputes: { id: string; cents: number | null }[];
  steps: { step: string; offsetDays: number; channel: string }[];
  /** A message about it may or may not have left: nothing else until someone says. */
  isUncertain: boolean;
}

const DAY_MS = 86_400_000;
const HOLIDAYS = new Set(
  "2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-08-15 2027-11-01 2027-11-11 2027-12-25".split(
    " ",
  ),
);
const paris = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Paris",
  dateStyle: "short",
  timeStyle: "short",
});

export class Oracle {
  readonly invoices = new Map<string, Known>();
  /** Every message that left or may have left, oldest first. */
  readonly left: Leaving[] = [];
  private readonly dead = new Set<string>();
  private isStopped = false;

  invoice(id: string, client: string, dueOn: string, cents: number): void {
    this.invoices.set(id, {
      client,
      dueOn,
      owedCents: cents,
      isClosed: false,
      disputes: [],
      steps: [],
      isUncertain: false,
    });
  }

  paid = (id: string, cents: number): void => this.of(id, (one) => (one.owedCents -= cents));
  closed = (id: string): void => this.of(id, (one) => (one.isClosed = true));
  disputed = (id: string, dispute: string, cents: number | null): void =>
    this.of(id, (one) => one.disputes.push({ id: dispute, cents }));
  settled = (id: string, dispute: string): void =>
    this.of(id, (one) => (one.disputes = one.disputes.filter((other) => other.id !== dispute)));
  bounced = (address: string): void => void this.dead.add(address);
  stopped(isStopped: boolean): void {
    this.isStopped = isStopped;
  }

  resolved = (id: string): void => this.of(id, (one) => (one.isUncertain = false));
  /** A call was given to a person to make: a contact that nothing here judges. */
  called = (id: string, step: string, offsetDays: number): void =>
    this.of(id, (one) => one.steps.push({ step, offsetDays, channel: "CALL" }));
  /** A step that was withdrawn before anything left may happen again. */
  withdrawn = (id: string, step: string): void =>
    this.of(id, (one) => (one.steps = one.steps.filter((past) => past.step !== step)));

  /** Judges a message at the moment it is handed over, then writes it in the book. */
  judge(message: Leaving, isCertain = true): string[] {
    const faults = this.faultsOf(message);
    if (message.channel === "EMAIL") this.left.push(message);
    for (const { invoice, step, offsetDays } of message.lines) {
      this.of(invoice, (one) => {
        one.steps.push({ step, offsetDays, channel: message.channel });
        if (!isCertain) one.isUncertain = true;
      });
    }
    return faults;
  }

  private faultsOf({ at, client, channel, to, lines }: Leaving): string[] {
    const faults: string[] = [];
    const [day = "", hour = ""] = paris.format(at).split(" ");
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (this.isStopped) faults.push("left although everything is stopped");
    if (weekday === 0 || weekday === 6 || HOLIDAYS.has(day)) faults.push(`left on a day off, ${day}`);
    if (channel === "EMAIL") {
      if (hour < "09:00" || hour >= "17:30") faults.push(`left out of hours, ${hour}`);
      if (to.length === 0 || new Set(to).size !== to.length) faults.push(`recipients ${to.join(",")}`);
      for (const address of to) if (this.dead.has(address)) faults.push(`left to a dead address ${address}`);
      const mine = this.left.filter((one) => one.client === client);
      const last = mine.at(-1);
      if (last && at - last.at < 3 * DAY_MS) faults.push("two messages to a client within 72 hours");
      if (mine.filter((one) => one.at > at - 30 * DAY_MS).length >= 4)
        faults.push("a fifth message in 30 days");
    }
    if (new Set(lines.map((line) => line.invoice)).size !== lines.length)
      faults.push("an invoice twice in a message");
    for (const line of lines) faults.push(...this.lineFaults(line, client, channel, day));
    return faults;
  }

  private lineFaults(line: Leaving["lines"][number], client: string, channel: string, day: string): string[] {
    const one = this.invoices.get(line.invoice);
    if (!one) return [`unknown invoice ${line.invoice}`];
    const faults: string[] = [];
    const name = `${line.invoice} ${line.step}`;
    if (one.client !== client) faults.push(`${name}: another client`);
    if (one.isClosed) faults.push(`${name}: the invoice is closed`);
    if (one.owedCents <= 0) faults.push(`${name}: reminded although paid`);
    if (one.disputes.some((dispute) => dispute.cents === null)) faults.push(`${name}: disputed`);
    const contested = one.disputes.reduce((sum, dispute) => sum + (dispute.cents ?? 0), 0);
    if (contested >= one.owedCents) faults.push(`${name}: all that is owed is disputed`);
    if (one.isUncertain) faults.push(`${name}: an earlier message may have left`);
    if (one.steps.some((past) => past.step === line.step)) faults.push(`${name}: the same step twice`);
    if (one.steps.some((past) => past.offsetDays >= line.offsetDays)) faults.push(`${name}: went back`);
    const dueDay = new Date(Date.parse(`${one.dueOn}T00:00:00Z`) + line.offsetDays * DAY_MS)
      .toISOString()
      .slice(0, 10);
    if (day < dueDay) faults.push(`${name}: before its day ${dueDay}`);
    if (line.offsetDays < 0 && day > one.dueOn)
      faults.push(`${name}: a notice before the due date, after it`);
    const hasReminder = one.steps.some((past) => past.offsetDays > 0 && past.channel !== "LETTER");
    if (channel === "LETTER" && !hasReminder) faults.push(`${name}: a formal notice without a reminder`);
    return faults;
  }

  private of(id: string, change: (one: Known) => unknown): void {
    const one = this.invoices.get(id);
    if (one) change(one);
  }
}
