import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "@/domain/calendar";
import type { MailAddress } from "./composeMime";
import { readMime } from "./readMime";

/** A line of the list of caught messages. */
export interface CaughtMail {
  readonly id: string;
  readonly receivedAt: Instant;
  /** What the message says of its date, which may be another day than that of its arrival. */
  readonly datedAt?: Instant;
  readonly from: MailAddress | undefined;
  /** To and Cc together. */
  readonly to: readonly MailAddress[];
  readonly subject: string;
}

const FILE_NAME = /^(\d{15}-\d{6})\.eml$/;
const ID = /^\d{15}-\d{6}$/;
const MAX_HEAD_BYTES = 64 * 1024;

/** Header block only: enough for the list, whatever the message weighs. */
function headOf(mime: Buffer): Buffer {
  const end = mime.indexOf("\r\n\r\n");
  return end < 0 ? mime : mime.subarray(0, end + 4);
}

async function summary(id: string, head: Buffer): Promise<CaughtMail> {
  const mail = await readMime(headOf(head));
  return {
    id,
    receivedAt: Number(id.slice(0, 15)),
    ...(mail.date !== undefined && { datedAt: mail.date }),
    from: mail.from,
    to: [...mail.to, ...mail.cc],
    subject: mail.subject,
  };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_HEAD_BYTES), 0, MAX_HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The folder where caught messages lie, one `.eml` file each, named by the time of arrival.
 * Beyond `maxMails` the oldest are deleted.
 */
export class CaughtMails {
  private sequence = 0;
  private newestAt: Instant;

  private constructor(
    private readonly folder: string,
    private readonly maxMails: number,
    /** Oldest first. */
    private readonly mails: CaughtMail[],
  ) {
    this.newestAt = mails.at(-1)?.receivedAt ?? 0;
  }

  /** Opens the folder, made if need be, and lists what earlier runs left in it. */
  static async open(folder: string, maxMails: number): Promise<CaughtMails> {
    await mkdir(folder, { recursive: true });
    const ids = (await readdir(folder)).flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).sort();
    const mails: CaughtMail[] = [];
    for (const id of ids) mails.push(await summary(id, await readHead(join(folder, `${id}.eml`))));
    const caught = new CaughtMails(folder, maxMails, mails);
    await caught.prune();
    return caught;
  }

  /**
   * Keeps a message; it is in the folder, whole, when the promise resolves. The last one in is the
   * newest, even when the clock was set back since the one before.
   */
  async add(mime: Buffer, receivedAt: Instant): Promise<CaughtMail> {
    const at = Math.max(receivedAt, this.newestAt + 1);
    this.newestAt = at;
    this.sequence = (this.sequence + 1) % 1_000_000;
    const id = `${String(at).padStart(15, "0")}-${String(this.sequence).padStart(6, "0")}`;
    const path = join(this.folder, `${id}.eml`);
    const mail = await summary(id, mime);
    await writeFile(`${path}.part`, mime);
    await rename(`${path}.part`, path);
    this.mails.push(mail);
    await this.prune();
    return mail;
  }

  /** The newest first, at most `limit`, older than `before` when it is given. */
  list(limit: number, before?: string): CaughtMail[] {
    const older = before === undefined ? this.mails : this.mails.filter((mail) => mail.id < before);
    return older.slice(-limit).reverse();
  }

  /** The message as it was received, or undefined when it is not there (any more). */
  async read(id: string): Promise<Buffer | undefined> {
    if (!ID.test(id) || !this.mails.some((mail) => mail.id === id)) return undefined;
    return readFile(join(this.folder, `${id}.eml`)).catch(() => undefined);
  }

  private async prune(): Promise<void> {
    const surplus = this.mails.splice(0, Math.max(0, this.mails.length - this.maxMails));
    for (const { id } of surplus) await rm(join(this.folder, `${id}.eml`), { force: true });
  }
}
