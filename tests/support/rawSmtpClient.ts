import { connect, type Socket } from "node:net";

/** A message ready for the wire: envelope commands and bytes with dots doubled. */
export interface RawMessage {
  readonly from: string;
  readonly to: string;
  readonly body: Buffer;
}

const END = Buffer.from(".\r\n");

/** One command sequence after another over a bare socket: the least a sender can do. */
class RawConnection {
  private replies = 0;
  private wanted = 0;
  private wake: (() => void) | undefined;
  private fail: ((error: Error) => void) | undefined;
  private text = "";

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("error", (error) => this.fail?.(error));
    socket.on("data", (chunk: Buffer) => {
      this.text += chunk.toString("latin1");
      const lines = this.text.split("\r\n");
      this.text = lines.pop() ?? "";
      this.replies += lines.filter((line) => /^[23]\d\d /.test(line)).length;
      if (lines.some((line) => /^[45]/.test(line)))
        socket.destroy(new Error(`refused: ${lines.join(" | ")}`));
      if (this.replies >= this.wanted) this.wake?.();
    });
  }

  /** Waits for `count` more good replies. */
  expect(count: number): Promise<void> {
    this.wanted += count;
    return new Promise((resolve, reject) => {
      if (this.replies >= this.wanted) return resolve();
      this.wake = resolve;
      this.fail = reject;
    });
  }

  write(data: string | Buffer): void {
    this.socket.write(data);
  }

  async send(message: RawMessage, isPipelined: boolean): Promise<void> {
    const commands = [`MAIL FROM:<${message.from}>\r\n`, `RCPT TO:<${message.to}>\r\n`, "DATA\r\n"];
    if (isPipelined) {
      this.write(commands.join(""));
      await this.expect(3);
    } else {
      for (const command of commands) {
        this.write(command);
        await this.expect(1);
      }
    }
    this.write(Buffer.concat([message.body, END]));
    await this.expect(1);
  }
}

/**
 * Sends messages as fast as a bare client can: the limit that benches compare a sender with.
 *
 * @param next gives the next message, or undefined when there is none left
 */
export async function sendRaw(
  port: number,
  connections: number,
  isPipelined: boolean,
  next: () => RawMessage | undefined,
): Promise<void> {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, "127.0.0.1");
      const connection = new RawConnection(socket);
      await connection.expect(1);
      connection.write("EHLO bench.test\r\n");
      await connection.expect(1);
      for (let message = next(); message; message = next()) await connection.send(message, isPipelined);
      socket.end("QUIT\r\n");
    }),
  );
}
