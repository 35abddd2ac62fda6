/** The worker's round without the worker: decides and sends for one company, and keeps what left. */
import { mailPorts } from "@/context/sending";
import { type Instant, localDate } from "@/domain/calendar";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { instantOf } from "@/domain/zonedTime";
import { readMime } from "@/mail/readMime";
import { type DueRunResult, runDueSteps } from "@/usecases/dunning/runDueSteps";
import { sendMessages } from "@/usecases/dunning/sendMessages";
import type { MailPorts } from "@/usecases/ports";
import type { World } from "./world";

export interface LeftMail {
  at: Instant;
  /** The envelope: everyone the server was asked to deliver to. */
  to: readonly string[];
  from: string;
  mime: Uint8Array;
}

const ACCEPTED: DeliveryOutcome = { kind: "accepted", response: "250 2.0.0 Ok", rejected: [] };

export class PostOffice {
  /** Every message that left, oldest first. */
  readonly left: LeftMail[] = [];

  /** @param changes ports other than those of the worker */
  constructor(
    readonly world: World,
    private readonly changes: Partial<MailPorts> = {},
  ) {}

  /** One round at the instant of the clock. */
  async round(): Promise<DueRunResult & { sent: number }> {
    const decided = await runDueSteps(this.world.ctx.companyId, this.world.clock.now());
    return { ...decided, sent: await this.send() };
  }

  /** Sends what is ready, deciding nothing. @returns how many left */
  async send(): Promise<number> {
    const { clock, ctx } = this.world;
    const deliver = async (mail: { envelope: { from: string; to: readonly string[] }; mime: Uint8Array }) => {
      this.left.push({ at: clock.now(), ...mail.envelope, mime: mail.mime });
      return ACCEPTED;
    };
    const { sent } = await sendMessages(ctx.companyId, { ...mailPorts({ deliver }), clock, ...this.changes });
    return sent;
  }

  /** A round at five in the afternoon in Paris: everything of that day has had its minute. */
  async day(date: string) {
    this.world.clock.setParis(date, 17, 15);
    return this.round();
  }

  /** A round every so many minutes between two wall times of a time zone, as the worker's sweep does. */
  async sweep(from: string, to: string, timeZone = "Europe/Paris", everyMinutes = 30): Promise<void> {
    const end = instantOf(localDate(to), 0, timeZone);
    for (let at = instantOf(localDate(from), 0, timeZone); at < end; at += everyMinutes * 60_000) {
      this.world.clock.set(at);
      await this.round();
    }
  }

  /** A message that left, read as its reader reads it; the last one by default. */
  async read(index = -1) {
    const mail = this.left.at(index);
    if (!mail) throw new Error("nothing left");
    return readMime(mail.mime);
  }
}
