/**
 * Signs an event and posts it, as Standard Webhooks has it (standardwebhooks.com): one request, no redirect, little of
 * the answer, and an end to it.
 */
import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { WebhookAnswer, WebhookProblem } from "@/domain/parties/webhook";

export interface WebhookPost {
  url: string;
  /** The same at every attempt: receivers know by it what they have already. */
  id: string;
  body: string;
  /** Each signs: during its last day, the secret before the present one as well. */
  secrets: readonly string[];
}

export interface PostOptions {
  /** Looks the name up, and refuses addresses that may not be called. */
  lookup?: LookupFunction;
  /** From the lookup to the end of the answer, milliseconds. */
  timeoutMs: number;
  /** Certificates believed beside the usual ones. */
  certificateAuthorities?: readonly string[];
}

/** What is read of an answer: nobody looks at it, but a server may wait until it is read. */
const MOST_READ_BYTES = 4_096;

/** `v1,…`: HMAC-SHA256 of `id.timestamp.body`, in base64, by the key of a secret `whsec_…`. */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/** Posts once. Whatever happens is an answer: it never throws. */
export function postWebhook(
  { url, id, body, secrets }: WebhookPost,
  { lookup, timeoutMs, certificateAuthorities }: PostOptions,
): Promise<WebhookAnswer> {
  // The time of this machine, which receivers compare with theirs: the clock of a demonstration runs ahead.
  const timestamp = Math.floor(Date.now() / 1000);
  const bytes = Buffer.from(body);
  const target = new URL(url);
  const open = target.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    let status: number | null = null;
    const request = open(target, {
      method: "POST",
      // A connection of its own: none is kept to an address that was judged earlier.
      agent: false,
      ...(lookup && { lookup }),
      ...(certificateAuthorities && { ca: [...certificateAuthorities] }),
      minVersion: "TLSv1.2",
      headers: {
        "content-type": "application/json",
        "content-length": bytes.length,
        "user-agent": "Dument-Webhooks/1",
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": secrets.map((one) => webhookSignature(one, id, timestamp, body)).join(" "),
      },
    });
    const timer = setTimeout(() => {
      settle(status === null ? { problem: "timeout" } : { status });
      request.destroy();
    }, timeoutMs);
    const settle = (answer: WebhookAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.on("error", (error: NodeJS.ErrnoException) => {
      settle(status === null ? { problem: problemOf(error) } : { status });
    });
    request.on("response", (response) => {
      const { statusCode = 0 } = response;
      status = statusCode;
      let read = 0;
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_READ_BYTES) response.destroy();
      });
      // An answer that is cut, or has no end, has said what counts.
      response.on("error", () => undefined);
      response.on("close", () => settle({ status: statusCode }));
    });
    request.end(bytes);
  });
}

const UNREACHABLE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EADDRNOTAVAIL"]);
const UNTRUSTED = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/;

function problemOf(error: NodeJS.ErrnoException): WebhookProblem {
  const code = error.code ?? "";
  if (code === "EPRIVATE") return "private_address";
  if (error.syscall === "getaddrinfo" || error.syscall?.startsWith("query")) return "dns";
  if (UNREACHABLE.has(code)) return "connect";
  return UNTRUSTED.test(code) ? "tls" : "broken";
}
