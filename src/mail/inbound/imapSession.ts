import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { ConnectError, openSocket, tlsOptionsOf } from "../openSocket";
import type { SmtpServer } from "../smtpServer";

/** The server answered NO or BAD, in its own words, or more than anybody asked it for. */
export class ImapRefusal extends Error {}

/** One answer: its words, and the literals (`{n}`) it carries, in their order. */
export interface ImapLine {
  readonly text: string;
  readonly literals: readonly Buffer[];
}

export interface ImapTimeouts {
  /** For lookup, connection and TLS, each way it is made. */
  connectMs: number;
  /** The longest silence of the server. */
  replyMs: number;
  /** For everything, from the first byte to the last: a server that says a word now and then is no better. */
  dialogueMs: number;
}

/** What one command may bring. */
export interface ImapBudget {
  lines: number;
  bytes: number;
}

const MAX_LINE_BYTES = 64 * 1024;
/** For commands that are answered in a few lines. */
const A_FEW_LINES: ImapBudget = { lines: 1_000, bytes: 500_000 };
const NOTHING = Buffer.alloc(0);

/**
 * The few words of IMAP (RFC 3501) that reading asks for: signing in, EXAMINE, FETCH without marking
 * anything as read. Whoever named the server is not trusted: what it says is taken as it is asked for,
 * line by line, literals by their announced length, within the limits of each command and of the whole.
 */
export class ImapSession {
  private pending: Buffer = NOTHING;
  private arrived: (() => void) | undefined;
  private failure: Error | undefined;
  private tag = 0;
  private readonly deadline: NodeJS.Timeout;

  private constructor(
    private socket: Socket,
    private readonly timeouts: ImapTimeouts,
  ) {
    this.listen();
    this.deadline = setTimeout(
      () => this.fail(new ConnectError("timeout", "the dialogue took too long")),
      timeouts.dialogueMs,
    );
  }

  /** @throws ConnectError, or ImapRefusal when the server refuses or does not speak IMAP */
  static async open(server: SmtpServer, timeouts: ImapTimeouts): Promise<ImapSession> {
    const socket = await openSocket(server, timeouts.connectMs);
    const session = new ImapSession(socket, timeouts);
    try {
      const greeting = await session.readLine({ ...A_FEW_LINES });
      if (!/^\* (?:OK|PREAUTH)\b/i.test(greeting.text)) throw new ImapRefusal(greeting.text.slice(0, 200));
      if (server.tls === "required") await session.startTls(server);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Sends one command that is answered in a few lines. @returns its answers */
  async command(words: string): Promise<ImapLine[]> {
    const lines: ImapLine[] = [];
    for await (const line of this.answers(words, A_FEW_LINES)) lines.push(line);
    return lines;
  }

  /**
   * Sends one command and gives its answers one at a time: nothing is kept of those before.
   *
   * @throws ImapRefusal when the server refuses, or says more than `budget`
   */
  async *answers(words: string, budget: ImapBudget): AsyncGenerator<ImapLine> {
    this.tag += 1;
    const tag = `D${this.tag}`;
    this.socket.write(`${tag} ${words}\r\n`);
    const left = { ...budget };
    for (;;) {
      const line = await this.readLine(left);
      if (!line.text.startsWith(`${tag} `)) {
        yield line;
        continue;
      }
      if (!/^D\d+ OK\b/i.test(line.text)) throw new ImapRefusal(line.text.slice(tag.length + 1, 300));
      yield line;
      return;
    }
  }

  close(): void {
    clearTimeout(this.deadline);
    this.socket.destroy();
  }

  private async startTls(server: SmtpServer): Promise<void> {
    await this.command("STARTTLS");
    // What came in clear after the answer is not the server's: it must not be read as its words.
    this.pending = NOTHING;
    while (this.socket.read() !== null);
    this.socket.removeAllListeners("readable");
    const plain = this.socket;
    this.socket = await new Promise<Socket>((resolve, reject) => {
      const refuse = (detail: string) => reject(new ConnectError("tls", detail));
      const secured = connectTls({ socket: plain, ...tlsOptionsOf(server) }, () => {
        clearTimeout(timer);
        resolve(secured);
      });
      const timer = setTimeout(() => {
        refuse("no TLS in time");
        secured.destroy();
      }, this.timeouts.connectMs);
      secured.on("error", (error) => refuse(error.message));
      secured.on("close", () => {
        clearTimeout(timer);
        refuse("closed while TLS was being set up");
      });
    });
    this.listen();
  }

  private listen(): void {
    this.socket.on("readable", () => this.arrived?.());
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
  private async readLine(left: ImapBudget): Promise<ImapLine> {
    let text = "";
    const literals: Buffer[] = [];
    left.lines -= 1;
    for (;;) {
      const bytes = await this.takeLine();
      const part = bytes.toString("utf8");
      text += part;
      const announced = /\{(\d{1,9})\}$/.exec(part)?.[1];
      const sizeBytes = Number(announced ?? 0);
      left.bytes -= bytes.length + sizeBytes;
      if (left.lines < 0 || left.bytes < 0) throw new ImapRefusal("more than was asked for");
      if (announced === undefined) return { text, literals };
      literals.push(await this.takeBytes(sizeBytes));
    }
  }

  private async takeLine(): Promise<Buffer> {
    for (;;) {
      const end = this.pending.indexOf("\r\n");
      if (end >= 0) {
        const line = this.pending.subarray(0, end);
        this.pending = this.pending.subarray(end + 2);
        return line;
      }
      if (this.pending.length > MAX_LINE_BYTES) throw new ImapRefusal("an endless line");
      this.pending = Buffer.concat([this.pending, await this.nextChunk()]);
    }
  }

  private async takeBytes(sizeBytes: number): Promise<Buffer> {
    const chunks = [this.pending];
    let length = this.pending.length;
    while (length < sizeBytes) {
      const chunk = await this.nextChunk();
      chunks.push(chunk);
      length += chunk.length;
    }
    const all = Buffer.concat(chunks);
    this.pending = all.subarray(sizeBytes);
    return all.subarray(0, sizeBytes);
  }

  /** What the server says next. The socket is read when asked: what is not asked for waits at the server's. */
  private async nextChunk(): Promise<Buffer> {
    const silence = setTimeout(
      () => this.fail(new ConnectError("timeout", "no answer in time")),
      this.timeouts.replyMs,
    );
    try {
      for (;;) {
        if (this.failure) throw this.failure;
        const chunk = this.socket.read() as Buffer | null;
        if (chunk !== null) return chunk;
        await new Promise<void>((resolve) => {
          this.arrived = resolve;
        });
      }
    } finally {
      clearTimeout(silence);
      this.arrived = undefined;
    }
  }
}

/** A text as IMAP quotes it. @throws ImapRefusal when it cannot be: a line break would end the command */
export function quoted(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new ImapRefusal("a line break cannot be quoted");
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
