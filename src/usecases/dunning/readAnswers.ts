/** Looks for answers in the mailbox of a company, and takes those that are about its messages. */
import { inCompany } from "@/db/inCompany";
import { openMailbox, readMailbox, recordMailboxProblem, recordReading } from "@/db/parties/mailbox";
import { readMailServer } from "@/db/parties/mailServer";
import { isRefusedData } from "@/db/sqlState";
import { appendJournal } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import { domainOf } from "@/domain/dunning/mailboxProvider";
import { serverRestMs } from "@/domain/dunning/serverProblem";
import { MailboxError, type MailboxReader } from "../parties/mailboxReader";
import type { InboundPorts } from "../ports";
import { receiveInbound } from "./receiveInbound";

export interface AnswerPorts extends InboundPorts {
  reader: MailboxReader;
  /** The address messages of the platform's server come from. */
  platformFrom: string;
}

const EVERY_MS = 2 * 60_000;
/** Readings in a row that may fail before a message that cannot be taken is passed over. */
const PATIENCE = 5;

/**
 * Reads the mailbox once. A message is taken before the position moves beyond it: a program that
 * dies in between reads it again, and the same bytes count once. One that cannot be taken is noted in
 * the journal and passed over: whoever wrote it must not keep those of all the others away.
 *
 * @returns messages that were about ours
 */
export async function readAnswers(companyId: string, ports: AnswerPorts): Promise<number> {
  const { row, server } = await inCompany(companyId, async (tx) => ({
    row: await readMailbox(tx, companyId),
    server: await readMailServer(tx, companyId),
  }));
  if (!row) return 0;
  const mailbox = openMailbox(row);
  const now = ports.clock.now();
  const fail = (problem: string) =>
    inCompany(companyId, (tx) =>
      recordMailboxProblem(tx, companyId, problem, now + serverRestMs(row.failures + 1)),
    );
  if (!mailbox) {
    await fail("Le mot de passe enregistré ne peut plus être lu\u00a0: saisissez-le de nouveau.");
    return 0;
  }
  const refusal = ports.reader.refusal(mailbox);
  if (refusal) {
    await fail(refusal);
    return 0;
  }
  const domains = [domainOf(ports.platformFrom), ...(server ? [domainOf(server.fromEmail)] : [])];
  const position = row.uidValidity === null ? null : { uidValidity: row.uidValidity, lastUid: row.lastUid };
  let kept = 0;
  const take = async (mime: Uint8Array, uid: bigint) => {
    try {
      if ((await receiveInbound(mime, companyId, ports)) === "kept") kept += 1;
    } catch (error) {
      // Anything but its own data may be better at the next reading.
      if (!isRefusedData(error) && row.failures < PATIENCE) throw error;
      await notePassedOver(companyId, uid, now);
    }
  };
  try {
    const reading = await ports.reader.read(mailbox, position, domains, take);
    const nextReadAt = reading.hasMore ? now : now + EVERY_MS;
    await inCompany(companyId, (tx) =>
      recordReading(tx, companyId, { ...reading.position, now, nextReadAt }),
    );
    return kept;
  } catch (error) {
    if (error instanceof MailboxError) {
      await fail(error.message);
      return kept;
    }
    await fail("Un message reçu n’a pas pu être enregistré. La lecture reprendra d’elle-même.");
    throw error;
  }
}

async function notePassedOver(companyId: string, uid: bigint, now: Instant): Promise<void> {
  await inCompany(companyId, (tx) =>
    appendJournal(
      tx,
      companyId,
      [
        {
          actor: "system",
          action: "inbound.passed_over",
          entity: "company",
          entityId: companyId,
          data: { uid: uid.toString() },
        },
      ],
      now,
    ),
  );
}
