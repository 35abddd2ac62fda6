import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { controlHandler } from "./sinkControl";
import { SinkLog, type SinkMessage } from "./sinkLog";
import { SinkRules } from "./sinkRules";
import { type SinkHouse, SinkSession } from "./sinkSession";

export interface SinkOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Port of the HTTP control; absent: no control. */
  readonly controlPort?: number;
  /** File to which accepted messages are appended, as JSON lines. */
  readonly logPath?: string;
  /** Whether each acceptance waits for the disk. True unless said otherwise. */
  readonly isDurable?: boolean;
  /** Keep the bytes of accepted messages in memory. */
  readonly keepsBytes?: boolean;
  readonly extensions?: readonly string[];
  readonly tls?: { readonly key: string; readonly cert: string };
  /** TLS from the first byte instead of STARTTLS. */
  readonly isDirectTls?: boolean;
  readonly credentials?: { readonly user: string; readonly password: string };
}

export interface SinkStats {
  /** Connections made so far, and those still open. */
  readonly connections: number;
  readonly open: number;
  readonly accepted: number;
  readonly commands: Readonly<Record<string, number>>;
}

/** A mail server that does as it is told, for tests and benches. */
export interface SmtpSink {
  readonly port: number;
  readonly controlPort: number;
  readonly rules: SinkRules;
  /** Accepted messages by `X-Dument-Key`: anything above 1 is a duplicate. */
  counts(): Record<string, number>;
  messages(): readonly SinkMessage[];
  /** Bytes of the accepted messages, with `keepsBytes`. */
  bytes(): readonly Buffer[];
  stats(): SinkStats;
  /** Forgets rules, messages and statistics; the log file stays. */
  forget(): void;
  /** Ends every dialogue, so that none can still take a message a minute later. */
  hangUp(): void;
  close(): Promise<void>;
}

const SIZE = "SIZE 26214400";
const DEFAULT_EXTENSIONS = ["PIPELINING", SIZE, "8BITMIME", "ENHANCEDSTATUSCODES"];

/** What the sink remembers; `commands` is shared with the sessions. */
class SinkMemory {
  readonly counts = new Map<string, number>();
  readonly commands = new Map<string, number>();
  readonly sockets = new Set<Socket>();
  readonly sessions = new Set<SinkSession>();
  messages: SinkMessage[] = [];
  bytes: Buffer[] = [];
  connections = 0;

  forget(): void {
    this.counts.clear();
    this.commands.clear();
    this.messages = [];
    this.bytes = [];
    this.connections = 0;
  }

  stats(): SinkStats {
    return {
      connections: this.connections,
      open: this.sockets.size,
      accepted: this.messages.length,
      commands: Object.fromEntries(this.commands),
    };
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Starts the server on 127.0.0.1. */
export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const memory = new SinkMemory();
  const rules = new SinkRules();
  const log = options.logPath ? new SinkLog(options.logPath, options.isDurable ?? true) : undefined;
  const house: SinkHouse = {
    rules,
    extensions: [
      ...(options.extensions ?? DEFAULT_EXTENSIONS),
      ...(options.tls && !options.isDirectTls ? ["STARTTLS"] : []),
      ...(options.credentials ? ["AUTH PLAIN LOGIN"] : []),
    ],
    ...(options.tls ? { tls: options.tls } : {}),
    ...(options.credentials ? { credentials: options.credentials } : {}),
    commands: memory.commands,
    accept: (message, bytes) => {
      memory.counts.set(message.key, (memory.counts.get(message.key) ?? 0) + 1);
      memory.messages.push(message);
      if (options.keepsBytes) memory.bytes.push(bytes);
      return log?.append(message);
    },
  };
  const onSocket = (socket: Socket): void => {
    memory.connections += 1;
    memory.sockets.add(socket);
    socket.once("close", () => memory.sockets.delete(socket));
    // Kept although its socket closes: a dialogue in a long delay goes on after its client has gone.
    memory.sessions.add(new SinkSession(socket, house));
  };
  const isDirectTls = options.isDirectTls && options.tls;
  const server = isDirectTls ? createTlsServer({ ...options.tls }, onSocket) : createServer(onSocket);
  const port = await listen(server, options.port ?? 0);

  const counts = (): Record<string, number> => Object.fromEntries(memory.counts);
  const forget = (): void => {
    rules.set([]);
    memory.forget();
  };
  const control = createHttpServer(controlHandler({ rules, counts, forget, stats: () => memory.stats() }));
  const controlPort = options.controlPort === undefined ? 0 : await listen(control, options.controlPort);

  return {
    port,
    controlPort,
    rules,
    counts,
    forget,
    hangUp: () => {
      for (const session of memory.sessions) session.hangUp();
      memory.sessions.clear();
    },
    messages: () => memory.messages,
    bytes: () => memory.bytes,
    stats: () => memory.stats(),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of memory.sockets) socket.destroy();
      control.close();
      control.closeAllConnections();
      await closed;
      log?.close();
    },
  };
}
