/**
 * A second computation of the statement, written apart from the engine: it walks one day at a
 * time and keeps its own copy of the rates. Slow and plain on purpose; it imports nothing.
 */

export interface OracleEvent {
  kind: "PAYMENT" | "CREDIT_RETRO" | "CREDIT_PROSPECTIVE";
  date: string;
  cents: number;
}

export interface OracleCase {
  regime: "B2B" | "PUBLIC" | "B2C" | "NON_PRO";
  ttc: number;
  issue: string;
  due: string;
  as_of: string;
  policy: { kind: string; bp?: number; below_floor?: string };
  events?: OracleEvent[];
  med?: string;
  collective?: string;
  recovery_costs?: number;
  invoices?: number;
  basis?: string;
  imputation?: string;
}

// Half-years from 2015-S1 on, in basis points.
const ECB = [5, 5, 5, ...Array<number>(13).fill(0), 250, 400, 450, 425, 315, 215, 215, 240];
const LEGAL = [
  93, 99, 101, 93, 90, 90, 89, 88, 86, 87, 87, 84, 79, 76, 76, 77, 206, 422, 507, 492, 371, 276, 262, 275,
];

const DAY_MS = 86_400_000;
const toDay = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
const toText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();

const halves = new Map<number, number>();
/** Half-years since 2015-S1, remembered by day because every day asks. */
function halfYearIndex(day: number): number {
  let index = halves.get(day);
  if (index === undefined) {
    const date = new Date(day * DAY_MS);
    index = (date.getUTCFullYear() - 2015) * 2 + (date.getUTCMonth() >= 6 ? 1 : 0);
    halves.set(day, index);
  }
  return index;
}

const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

function at(table: number[], index: number): number {
  const value = table[index];
  if (value === undefined) throw new Error(`the oracle has no rate number ${index}`);
  return value;
}

// One day of interest at one basis point on one cent is 1 / (10 000 × 365) or 1 / (10 000 × 366):
// over this common denominator both are whole.
const UNIT = 10_000n * 365n * 366n;

interface OracleSegment {
  from: number;
  to: number;
  balance: number;
  rate: number;
  half: number;
  units: bigint;
}

const roundUnits = (units: bigint): number => Number((units + UNIT / 2n) / UNIT);

function fractionText(units: bigint): string {
  let [a, b] = [units, UNIT];
  while (b > 0n) [a, b] = [b, a % b];
  const [top, bottom] = [units / a, UNIT / a];
  return bottom === 1n ? String(top) : `${top}/${bottom}`;
}

/** The rate of a day, and whether it floats; the note of the format. */
function rateRule(input: OracleCase): { floats: boolean; note: string; rate: (day: number) => number } {
  const { kind, bp = 0, below_floor } = input.policy;
  const firstHalf = halfYearIndex(toDay(input.due) + 1);
  const statutory = (day: number) => at(ECB, halfYearIndex(day)) + 1000;
  if (kind === "STATUTORY_B2B") return { floats: true, note: "", rate: statutory };
  if (kind === "PUBLIC") {
    const note = "rate frozen at semester of first accruing day (R2192-31)";
    return { floats: false, note, rate: () => at(ECB, firstHalf) + 800 };
  }
  if (kind === "B2C_CLAUSE") return { floats: false, note: "", rate: () => bp };
  if (kind === "B2C_LEGAL") {
    const note = "column autres cas (creditor is a professional)";
    return { floats: true, note, rate: (day) => at(LEGAL, halfYearIndex(day)) };
  }
  if (kind === "CONTRACT_3X_LEGAL") {
    return { floats: true, note: "", rate: (day) => 3 * at(LEGAL, halfYearIndex(day)) };
  }
  const issueHalf = halfYearIndex(toDay(input.issue));
  const floor = 3 * at(LEGAL, issueHalf);
  const isFixed = kind === "CONTRACT_FIXED";
  const clause = isFixed ? bp : at(ECB, issueHalf) + bp;
  const clauseRate = (day: number) => (isFixed ? bp : at(ECB, halfYearIndex(day)) + bp);
  if (clause >= floor) {
    return {
      floats: !isFixed,
      note: isFixed ? `clause ${bp} bp >= floor ${floor} bp` : "",
      rate: clauseRate,
    };
  }
  const note = `clause ${clause} bp < floor ${floor} bp -> `;
  if (below_floor === "FLOOR") return { floats: false, note: `${note}floor 3x legal`, rate: () => floor };
  return {
    floats: true,
    note: `${note}max(clause, statutory)`,
    rate: (day) => Math.max(clauseRate(day), statutory(day)),
  };
}

function firstDay(input: OracleCase): number {
  const dayAfterDue = toDay(input.due) + 1;
  if (input.policy.kind !== "B2C_LEGAL") return dayAfterDue;
  return input.med === undefined ? Number.POSITIVE_INFINITY : Math.max(dayAfterDue, toDay(input.med) + 1);
}

/** Walks the account, then writes it in the exchange format. */
export function dayByDay(input: OracleCase): Record<string, unknown> {
  const due = toDay(input.due);
  const stated = toDay(input.as_of);
  const opened = input.collective === undefined ? Number.POSITIVE_INFINITY : toDay(input.collective);
  const feeAllowed = (input.regime === "B2B" || input.regime === "PUBLIC") && opened > due;
  const { floats, note, rate } = rateRule(input);
  const begins = firstDay(input);
  const known = (input.events ?? []).filter(
    (event) => event.kind === "CREDIT_RETRO" || toDay(event.date) <= stated,
  );

  let balance = input.ttc;
  let overpaid = 0;
  let penaltyPaid = 0;
  let feePaid = 0;
  const segments: OracleSegment[] = [];
  for (const event of known.filter((event) => event.kind === "CREDIT_RETRO")) {
    const used = Math.min(balance, event.cents);
    balance -= used;
    overpaid += event.cents - used;
  }
  let zeroOn: number | undefined = balance === 0 ? due : undefined;

  const penalty = () => segments.reduce((sum, segment) => sum + roundUnits(segment.units), 0);
  const feeOwed = () =>
    feeAllowed && zeroOn !== undefined && zeroOn > due ? 4000 * (input.invoices ?? 1) : 0;
  const receive = (event: OracleEvent, day: number) => {
    let left = event.cents;
    const payPenalty = () => {
      const part = Math.min(left, penalty() - penaltyPaid);
      penaltyPaid += part;
      left -= part;
    };
    if (input.imputation === "INTEREST_FIRST" && event.kind === "PAYMENT") payPenalty();
    const part = Math.min(left, balance);
    balance -= part;
    left -= part;
    if (balance === 0 && zeroOn === undefined) zeroOn = day;
    if (left > 0) payPenalty();
    const fee = Math.min(left, feeOwed() - feePaid);
    feePaid += fee;
    overpaid += left - fee;
  };

  const moves = known.filter((event) => event.kind !== "CREDIT_RETRO");
  const byDay = new Map<number, OracleEvent[]>();
  for (const event of moves) byDay.set(toDay(event.date), [...(byDay.get(toDay(event.date)) ?? []), event]);
  const start = Math.min(due, ...moves.map((event) => toDay(event.date)));
  for (let day = start; day <= stated; day += 1) {
    if (day >= begins && day < opened && balance > 0) {
      const bps = rate(day);
      const half = floats ? halfYearIndex(day) : -1;
      const perDay = input.basis === "ACT_ACT" && isLeap(yearOf(day)) ? 365n : 366n;
      const units = BigInt(balance) * BigInt(bps) * perDay;
      const last = segments.at(-1);
      if (last && last.to === day - 1 && last.balance === balance && last.half === half) {
        last.to = day;
        last.units += units;
      } else {
        segments.push({ from: day, to: day, balance, rate: bps, half, units });
      }
    }
    const today = byDay.get(day) ?? [];
    for (const event of today.filter((event) => event.kind !== "PAYMENT")) receive(event, day);
    for (const event of today.filter((event) => event.kind === "PAYMENT")) receive(event, day);
  }

  return written(input, {
    due,
    stated,
    feeAllowed,
    segments,
    balance,
    overpaid,
    penaltyPaid,
    feePaid,
    zeroOn,
    note,
  });
}

interface Walked {
  due: number;
  stated: number;
  feeAllowed: boolean;
  segments: OracleSegment[];
  balance: number;
  overpaid: number;
  penaltyPaid: number;
  feePaid: number;
  zeroOn: number | undefined;
  note: string;
}

/** The walk in the exchange format. */
function written(input: OracleCase, walked: Walked): Record<string, unknown> {
  const { due, stated, feeAllowed, segments, balance, overpaid, penaltyPaid, feePaid, zeroOn, note } = walked;
  const penalty = segments.reduce((sum, segment) => sum + roundUnits(segment.units), 0);
  const daysLate = Math.max(0, (zeroOn ?? stated) - due);
  const fee = feeAllowed && daysLate > 0 ? 4000 * (input.invoices ?? 1) : 0;
  const complementary = fee === 0 ? 0 : Math.max(0, (input.recovery_costs ?? 0) - fee);
  const exact = segments.reduce((sum, segment) => sum + segment.units, 0n);
  return {
    days_late: daysLate,
    segments: segments.map((segment) => ({
      from: toText(segment.from),
      to: toText(segment.to),
      days: segment.to - segment.from + 1,
      balance_cents: segment.balance,
      rate_bp: segment.rate,
      exact_cents: fractionText(segment.units),
      rounded_cents: roundUnits(segment.units),
    })),
    penalty_cents: penalty,
    penalty_exact: fractionText(exact),
    penalty_round_once_cents: roundUnits(exact),
    penalty_paid_cents: penaltyPaid,
    principal_due_cents: balance,
    indemnity_cents: fee,
    indemnity_paid_cents: feePaid,
    complementary_cents: complementary,
    overpaid_cents: overpaid,
    total_due_cents: balance + penalty - penaltyPaid + fee - feePaid + complementary,
    engine_note: note,
  };
}
