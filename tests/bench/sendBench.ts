/**
 * (b) 10 000 reminders decided, rendered, sent and recorded, against a bare nodemailer pool with
 * NODELAY that sends the same bytes, already composed, to the same mail server.
 */
import { connect } from "node:net";
import nodemailer, { type TransportOptions } from "nodemailer";
import { type SinkProcess, startSinkProcess } from "../support/startSinkProcess";
import { type BenchLine, median, secondsOf } from "./measure";
import { asOwner, type BenchWorld, openBenchWorld } from "./world";

const MESSAGES = 10_000;
const CONNECTIONS = 5;
const RUNS = 3;
const WARM_UP = 300;

export async function sendBench(): Promise<BenchLine> {
  const sink = await startSinkProcess({ isDurable: false });
  const world = await openBenchWorld("send", {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=off`,
    SMTP_CONNECTIONS: `${CONNECTIONS}`,
  });
  // A database in service has statistics: a few reminders first, then ANALYZE as autovacuum would.
  await sendOurs(world, sink, WARM_UP);
  await sink.forget();
  await asOwner(world.url, "ANALYZE");
  const ours: number[] = [];
  const limit: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const sent = await sendOurs(world, sink, MESSAGES);
    ours.push(sent.seconds);
    await sink.forget();
    limit.push(await secondsOf(() => sendBare(sink, sent.samples)));
    await sink.forget();
  }
  await sink.close();
  const ratios = ours.map((seconds, run) => (limit[run] ?? seconds) / seconds);
  const rate = (seconds: number) => `${Math.round(MESSAGES / seconds)}/s`;
  return {
    name: `(b) ${MESSAGES} reminders decided, rendered, sent, recorded, ${CONNECTIONS} connections`,
    ours: `${rate(median(ours))} (${ours.map(rate).join(", ")})`,
    limit: `${rate(median(limit))} bare nodemailer pool, NODELAY (${limit.map(rate).join(", ")})`,
    ratio: `${median(ratios).toFixed(2)} (aim ≥ 0.5)`,
    isReached: median(ratios) >= 0.5,
  };
}

interface Sample {
  to: string[];
  mime: Uint8Array;
}

async function sendOurs(
  world: BenchWorld,
  sink: SinkProcess,
  wanted: number,
): Promise<{ seconds: number; samples: Sample[] }> {
  const { runDueStepsSideBySide } = await import("@/usecases/dunning/runDueSteps");
  const { sendMessages } = await import("@/usecases/dunning/sendMessages");
  const { createMailer, mailPorts } = await import("@/context/sending");
  const { makeCompany, parisClock } = await import("../support/world");
  const { addDueInvoices } = await import("../support/dueInvoices");
  const { Behind, tuesdayMorning } = await import("../support/fleet");
  const behind = await Behind.open(world.url);
  const now = tuesdayMorning();
  const company = await makeCompany(parisClock("2026-11-24"));
  const { companyId } = company.ctx;
  await addDueInvoices(behind, companyId, { count: wanted, dueOn: "2026-11-20", now });
  const mailer = createMailer();
  const ports = { ...mailPorts(mailer), clock: { now: () => now } };
  const seconds = await secondsOf(async () => {
    while ((await runDueStepsSideBySide(companyId, now)).clients > 0);
    while (!(await sendMessages(companyId, ports)).isDrained);
  });
  await mailer.close();
  const counts = Object.values(await sink.counts());
  if (counts.length !== wanted || Math.max(...counts) !== 1)
    throw new Error(`${counts.length} messages arrived`);
  const [unrecorded] = await behind.rows<{ count: number }>(
    "SELECT count(*)::int AS count FROM message WHERE company_id = $1 AND state <> 'SENT'",
    [companyId],
  );
  if (unrecorded?.count !== 0) throw new Error(`${unrecorded?.count} messages are not recorded as sent`);
  const samples = await behind.rows<{ to: string[]; mime: Buffer }>(
    `SELECT m.to_emails AS "to", b.mime FROM message m JOIN message_body b ON b.message_id = m.id AND b.company_id = m.company_id
     WHERE m.company_id = $1`,
    [companyId],
  );
  await behind.close();
  return { seconds, samples };
}

async function sendBare(sink: SinkProcess, samples: readonly Sample[]): Promise<void> {
  const transport = nodemailer.createTransport({
    pool: true,
    host: "127.0.0.1",
    port: sink.port,
    secure: false,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    getSocket: (_: unknown, done: (error: Error | null, socket?: unknown) => void) => {
      const socket = connect(sink.port, "127.0.0.1", () => {
        socket.setNoDelay(true);
        done(null, { connection: socket });
      });
    },
  } as TransportOptions);
  await Promise.all(
    samples.map((sample) =>
      transport.sendMail({
        envelope: { from: "relances@dument.example", to: sample.to },
        raw: Buffer.from(sample.mime),
      }),
    ),
  );
  transport.close();
}
