import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Instant } from "@/domain/calendar";
import { CaughtMails } from "./caughtMails";

export interface CatcherOptions {
  /** 0: any free port. */
  readonly smtpPort: number;
  /** 0: any free port. */
  readonly httpPort: number;
  readonly folder: string;
  /** Address to listen at; this machine only unless said otherwise, as between containers. */
  readonly host?: string;
  /** Names a reader may call this service by, besides those of this machine. */
  readonly names?: readonly string[];
  /** Messages kept; 2 000 unless said otherwise. */
  readonly maxMails?: number;
  readonly now?: () => Instant;
}

export interface Catcher {
  readonly smtpPort: number;
  readonly httpPort: number;
  close(): Promise<void>;
}

const LOCAL_HOST = "127.0.0.1";
const LOCAL_NAMES = [LOCAL_HOST, "localhost"];
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
const DEFAULT_LIMIT = 100;

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    // Read to the end all the same: the client waits for its answer after the last dot.
    if (sizeBytes <= MAX_MESSAGE_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > MAX_MESSAGE_BYTES)
    throw Object.assign(new Error("5.3.4 Message too large"), { responseCode: 552 });
  return Buffer.concat(chunks);
}

function startSmtp(mails: CaughtMails, now: () => Instant): SMTPServer {
  const server = new SMTPServer({
    name: "dument.localhost",
    size: MAX_MESSAGE_BYTES,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onData: (stream, _session, callback) => {
      collect(stream)
        .then((mime) => mails.add(mime, now()))
        .then(
          (mail) => callback(null, `2.0.0 OK ${mail.id}`),
          (error: Error) => callback(error),
        );
    },
  });
  // A client that breaks off is its own affair.
  server.on("error", () => undefined);
  return server;
}

/**
 * `GET /messages?limit=&before=` lists, newest first; `GET /messages/<id>` gives the message as
 * it was received. A page of another site cannot read it: no cross-origin permission is given,
 * and a name that is not ours is refused.
 */
function handler(mails: CaughtMails, names: readonly string[]): RequestListener {
  const json = (response: ServerResponse, status: number, value: unknown): void => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(value));
  };
  return async (request, response) => {
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-content-type-options", "nosniff");
    const hostName = (request.headers.host ?? "").replace(/:\d+$/, "");
    if (!names.includes(hostName)) return json(response, 403, { error: "forbidden" });
    if (request.method !== "GET") return json(response, 405, { error: "method not allowed" });
    const path = request.url ?? "/";
    const origin = `http://${LOCAL_HOST}`;
    if (!URL.canParse(path, origin)) return json(response, 400, { error: "bad address" });
    const url = new URL(path, origin);
    if (url.pathname === "/messages") {
      const limit = Number(url.searchParams.get("limit") ?? DEFAULT_LIMIT);
      if (!Number.isInteger(limit) || limit < 1) return json(response, 400, { error: "bad limit" });
      return json(response, 200, mails.list(limit, url.searchParams.get("before") ?? undefined));
    }
    const id = /^\/messages\/([\d-]+)$/.exec(url.pathname)?.[1];
    const mime = id === undefined ? undefined : await mails.read(id);
    if (!mime) return json(response, 404, { error: "not found" });
    response.writeHead(200, { "content-type": "message/rfc822", "content-disposition": "attachment" });
    response.end(mime);
  };
}

/** @returns the port it listens at */
function listen(server: Server, start: () => unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
    start();
  });
}

/**
 * Starts the mail catcher of the demonstration: a mail server on this machine that delivers
 * nothing and keeps what it gets in a folder, and a small HTTP service that shows it.
 *
 * @throws Error when a port is taken or the folder cannot be written
 */
export async function startCatcher(options: CatcherOptions): Promise<Catcher> {
  const mails = await CaughtMails.open(options.folder, options.maxMails ?? 2_000);
  const smtp = startSmtp(mails, options.now ?? Date.now);
  const http = createServer(handler(mails, [...LOCAL_NAMES, ...(options.names ?? [])]));
  const host = options.host ?? LOCAL_HOST;
  const smtpPort = await listen(smtp.server, () => smtp.listen(options.smtpPort, host));
  const httpPort = await listen(http, () => http.listen(options.httpPort, host)).catch(
    async (error: unknown) => {
      await new Promise<void>((resolve) => smtp.close(resolve));
      throw error;
    },
  );
  return {
    smtpPort,
    httpPort,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise((resolve) => http.close(resolve)),
      ]);
    },
  };
}
