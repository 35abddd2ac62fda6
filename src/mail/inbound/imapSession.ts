import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { ConnectError, openSocket, tlsOptionsOf } from "../openSocket";
import type { SmtpServer } from "../smtpServer";

/** The server answered NO or BAD, in its own words. */
export class ImapRefusal extends Error {}

/** One answer: its words, and the literals (`{n}`) it carries, in their order. */
export interface ImapLine {
  readonly text: string;
  readonly literals: readonly Buffer[];
}

const MAX_LINE_BYTES = 64 * 1024;
const MAX_PENDING_BYTES = 40_000_000;

/**
 * The few words of IMAP (RFC 3501) that reading asks for: signing in, EXAMINE, FETCH without marking
 * anything as read. What the server says is taken line by line, literals by their announced length.
 */
export class ImapSession {
  private pending = Buffer.alloc(0);
  private arrived: (() => void) | undefined;
  private failure: Error | undefined;
  private tag = 0;

  private constructor(
    private socket: Socket,
    private readonly replyMs: number,
  ) {
    this.listen();
  }

  /** @throws ConnectError, or ImapRefusal when the server refuses or does not speak IMAP */
  static async open(
    server: SmtpServer,
    timeouts: { connectMs: number; replyMs: number },
  ): Promise<ImapSession> {
    const socket = await openSocket(server, timeouts.connectMs);
    const session = new ImapSession(socket, timeouts.replyMs);
    try {
      const greeting = await session.readLine();
      if (!/^\* (?:OK|PREAUTH)\b/i.test(greeting.text)) throw new ImapRefusal(greeting.text.slice(0, 200));
      if (server.tls === "required") await session.startTls(server);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Sends one command. @returns the untagged answers to it */
  async command(words: string): Promise<ImapLine[]> {
    this.tag += 1;
    const tag = `D${this.tag}`;
    this.socket.write(`${tag} ${words}\r\n`);
    const lines: ImapLine[] = [];
    for (;;) {
      const line = await this.readLine();
      if (!line.text.startsWith(`${tag} `)) {
        lines.push(line);
        continue;
      }
      if (/^D\d+ OK\b/i.test(line.text)) return [...lines, line];
      throw new ImapRefusal(line.text.slice(tag.length + 1, 300));
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private async startTls(server: SmtpServer): Promise<void> {
    await this.command("STARTTLS");
    // What came in clear after the answer is not the server's: it must not be read as its words.
    this.pending = Buffer.alloc(0);
    this.socket.removeAllListeners("data");
    this.socket = await new Promise<Socket>((resolve, reject) => {
      const secured = connectTls({ socket: this.socket, ...tlsOptionsOf(server) }, () => resolve(secured));
      secured.once("error", (error) => reject(new ConnectError("tls", error.message)));
    });
    this.listen();
  }

  private listen(): void {
    this.socket.on("data", (chunk: Buffer) => {
      this.pending = Buffer.concat([this.pending, chunk]);
      if (this.pending.length > MAX_PENDING_BYTES) this.fail(new ImapRefusal("too much at once"));
      this.arrived?.();
    });
    this.socket.on("error", (error) => this.fail(new ConnectError("connection_lost", error.message)));
    this.socket.on("close", () =>
      this.fail(new ConnectError("connection_lost", "the connection was closed")),
    );
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.arrived?.();
  }

  /** One whole answer, its literals among it. */
  private async readLine(): Promise<ImapLine> {
    let text = "";
    const literals: Buffer[] = [];
    for (;;) {
      const part = (await this.take(() => this.pending.indexOf("\r\n"), 2)).toString("utf8");
      text += part;
      const announced = /\{(\d{1,9})\}$/.exec(part)?.[1];
      if (announced === undefined) return { text, literals };
      const sizeBytes = Number(announced);
      literals.push(await this.take(() => (this.pending.length >= sizeBytes ? sizeBytes : -1), 0));
    }
  }

  /** Waits until `end` finds an end, takes what is before it and skips `skip` bytes. */
  private async take(end: () => number, skip: number): Promise<Buffer> {
    const deadline = setTimeout(
      () => this.fail(new ConnectError("timeout", "no answer in time")),
      this.replyMs,
    );
    try {
      for (;;) {
        const at = end();
        if (at >= 0) {
          const taken = this.pending.subarray(0, at);
          this.pending = this.pending.subarray(at + skip);
          return Buffer.from(taken);
        }
        if (this.failure) throw this.failure;
        if (skip > 0 && this.pending.length > MAX_LINE_BYTES) throw new ImapRefusal("an endless line");
        await new Promise<void>((resolve) => {
          this.arrived = resolve;
        });
      }
    } finally {
      clearTimeout(deadline);
      this.arrived = undefined;
    }
  }
}

/** A text as IMAP quotes it. @throws ImapRefusal when it cannot be: a line break would end the command */
export function quoted(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new ImapRefusal("a line break cannot be quoted");
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
