/** « Balance âgée »: what is owed, by how late it is, and by whom. */
import { sumCents } from "../money";

/**
 * First day of lateness of each bucket after the first: what is not late (0 day or less) falls in
 * bucket 0, one day late in bucket 1, 91 days in bucket 4. The same bounds are given to SQL, whose
 * `width_bucket` counts as {@link agingBucketOf} does.
 */
export const AGING_STARTS_DAYS = [1, 31, 61, 91] as const;

export interface AgingBucketName {
  /** « 31 à 60 jours ». */
  label: string;
  /** Head of a narrow column: « 31 à 60 j ». */
  shortLabel: string;
}

export const AGING_BUCKETS: readonly AgingBucketName[] = [
  { label: "À échoir", shortLabel: "À échoir" },
  { label: "1 à 30 jours", shortLabel: "1 à 30\u00a0j" },
  { label: "31 à 60 jours", shortLabel: "31 à 60\u00a0j" },
  { label: "61 à 90 jours", shortLabel: "61 à 90\u00a0j" },
  { label: "Plus de 90 jours", shortLabel: "+\u00a090\u00a0j" },
];

/** Bucket of an open invoice, 0 to 4. An invoice is late from the day after its due date. */
export function agingBucketOf(daysLate: number): number {
  return AGING_STARTS_DAYS.filter((start) => daysLate >= start).length;
}

/** What one client owes in one bucket. */
export interface AgingLine {
  clientId: string;
  clientName: string;
  /** 0 to 4, see {@link agingBucketOf}. */
  bucket: number;
  invoiceCount: number;
  amountCents: bigint;
}

export interface AgingClient {
  clientId: string;
  name: string;
  /** One amount a bucket, in their order. */
  amountsCents: bigint[];
  overdueCents: bigint;
  totalCents: bigint;
}

export interface AgingReport {
  buckets: { invoiceCount: number; amountCents: bigint }[];
  /** Those who owe most past due first, then those who owe most. */
  clients: AgingClient[];
  invoiceCount: number;
  overdueCount: number;
  overdueCents: bigint;
  totalCents: bigint;
}

/** Adds up lines of open invoices; several lines of a client and a bucket are allowed. */
export function agingReport(lines: readonly AgingLine[]): AgingReport {
  const buckets = AGING_BUCKETS.map(() => ({ invoiceCount: 0, amountCents: 0n }));
  const clients = new Map<string, AgingClient>();
  for (const { clientId, clientName, bucket, invoiceCount, amountCents } of lines) {
    const whole = buckets[bucket];
    if (!whole) throw new Error(`no aging bucket ${bucket}`);
    whole.invoiceCount += invoiceCount;
    whole.amountCents += amountCents;
    const client = clients.get(clientId) ?? emptyClient(clientId, clientName);
    client.amountsCents[bucket] = (client.amountsCents[bucket] ?? 0n) + amountCents;
    client.totalCents += amountCents;
    if (bucket > 0) client.overdueCents += amountCents;
    clients.set(clientId, client);
  }
  const late = buckets.slice(1);
  return {
    buckets,
    clients: [...clients.values()].sort(byOverdue),
    invoiceCount: buckets.reduce((sum, bucket) => sum + bucket.invoiceCount, 0),
    overdueCount: late.reduce((sum, bucket) => sum + bucket.invoiceCount, 0),
    overdueCents: sumCents(late.map((bucket) => bucket.amountCents)),
    totalCents: sumCents(buckets.map((bucket) => bucket.amountCents)),
  };
}

/** Several clients as one line of the table: « 46 autres clients ». */
export function gatherClients(
  clients: readonly AgingClient[],
): Pick<AgingClient, "amountsCents" | "totalCents"> {
  return {
    amountsCents: AGING_BUCKETS.map((_, bucket) =>
      sumCents(clients.map((client) => client.amountsCents[bucket] ?? 0n)),
    ),
    totalCents: sumCents(clients.map((client) => client.totalCents)),
  };
}

function emptyClient(clientId: string, name: string): AgingClient {
  return { clientId, name, amountsCents: AGING_BUCKETS.map(() => 0n), overdueCents: 0n, totalCents: 0n };
}

function byOverdue(a: AgingClient, b: AgingClient): number {
  return (
    compareCents(b.overdueCents, a.overdueCents) || compareCents(b.totalCents, a.totalCents) || byName(a, b)
  );
}

function compareCents(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byName(a: AgingClient, b: AgingClient): number {
  return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
}
