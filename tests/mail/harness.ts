import { readFileSync } from "node:fs";
import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import { SmtpPool, type SmtpPoolOptions } from "@/mail/smtpPool";
import type { SmtpServer } from "@/mail/smtpServer";
import type { SmtpTimeouts } from "@/mail/smtpTimeouts";

/** Waits that a busy machine does not use up: what happens is what the server did. */
const PATIENT: SmtpTimeouts = {
  connectMs: 20_000,
  greetingMs: 20_000,
  replyMs: 20_000,
  finalReplyMs: 20_000,
};

/** Short waits before the end of the message, for a server that never answers: it costs a test a moment. */
export const SHORT_BEFORE_DOT: SmtpTimeouts = { ...PATIENT, connectMs: 400, greetingMs: 300, replyMs: 400 };

/** A short wait for the reply to the whole message. */
export const SHORT_AFTER_DOT: SmtpTimeouts = { ...PATIENT, finalReplyMs: 500 };

const CERTIFICATE = readFileSync(new URL("../support/tls/localhost.cert.pem", import.meta.url), "utf8");
const KEY = readFileSync(new URL("../support/tls/localhost.key.pem", import.meta.url), "utf8");
export const TEST_TLS = { key: KEY, cert: CERTIFICATE };

/** A message made by hand: deliveries do not care what is inside. */
export function rawMail(key: string, to: readonly string[], bodyBytes = 400): OutgoingMail {
  const line = `${"x".repeat(74)}\r\n`;
  const head = `From: a@dument.test\r\nTo: ${to.join(", ")}\r\nX-Dument-Key: ${key}\r\nMessage-ID: <${key}@dument.test>\r\n\r\n`;
  const mime = Buffer.from(
    `${head}.a line that begins with a dot\r\n${line.repeat(Math.ceil(bodyBytes / 76))}`,
  );
  return { envelope: { from: "a@dument.test", to }, mime };
}

export function plainServer(port: number, more: Partial<SmtpServer> = {}): SmtpServer {
  return { host: "127.0.0.1", port, tls: "off", ...more };
}

export function testPool(options: Partial<SmtpPoolOptions> = {}): SmtpPool {
  return new SmtpPool({
    clientName: "dument.test",
    timeouts: PATIENT,
    now: () => performance.now(),
    ...options,
  });
}

/** One message through a pool of its own. */
export async function deliverOnce(
  server: SmtpServer,
  mail: OutgoingMail,
  timeouts: SmtpTimeouts = PATIENT,
): Promise<DeliveryOutcome> {
  const pool = testPool({ timeouts });
  try {
    return await pool.deliver(mail, { server });
  } finally {
    await pool.close();
  }
}
