import { closeSync, fdatasync, openSync, write } from "node:fs";
import { promisify } from "node:util";

const writeAll = promisify(write) as (fd: number, data: string) => Promise<unknown>;
const sync = promisify(fdatasync);

/** A message that the test mail server answered 250 to, or meant to. */
export interface SinkMessage {
  readonly at: number;
  readonly from: string;
  readonly to: readonly string[];
  /** `X-Dument-Key`, empty when the message has none. */
  readonly key: string;
  readonly messageId: string;
  /** Of the message as it was composed, dot stuffing undone. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly headers: readonly (readonly [string, string])[];
}

/**
 * Accepted messages as JSON lines. A message is on disk before the promise resolves; messages
 * that come together share one write and one fsync.
 */
export class SinkLog {
  private readonly fd: number;
  private lines: string[] = [];
  private waiting: (() => void)[] = [];
  private isWriting = false;

  constructor(
    path: string,
    private readonly isDurable: boolean,
  ) {
    this.fd = openSync(path, "a");
  }

  append(message: SinkMessage): Promise<void> {
    return new Promise((resolve) => {
      this.lines.push(JSON.stringify(message));
      this.waiting.push(resolve);
      if (!this.isWriting) void this.drain();
    });
  }

  close(): void {
    closeSync(this.fd);
  }

  private async drain(): Promise<void> {
    this.isWriting = true;
    while (this.lines.length > 0) {
      const data = `${this.lines.join("\n")}\n`;
      const served = this.waiting;
      this.lines = [];
      this.waiting = [];
      await writeAll(this.fd, data);
      if (this.isDurable) await sync(this.fd);
      for (const resolve of served) resolve();
    }
    this.isWriting = false;
  }
}
