/** Reads the mailboxes of companies, a few side by side: a slow one keeps nobody waiting for long. */
import { clock } from "@/context/clock";
import { answerPorts } from "@/context/inbound";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { readAnswers } from "@/usecases/dunning/readAnswers";
import { apart } from "../apart";
import { withinLimit } from "../withinLimit";

const SIDE_BY_SIDE = 5;
/** A dialogue has its own limit, shorter than this: whatever else hangs keeps no other mailbox waiting. */
const LONGEST_READING_MS = 5 * 60_000;

export async function sweepMailboxes(signal: AbortSignal): Promise<void> {
  const companies = await dueCompanies(clock).mailboxes();
  const readOneByOne = async () => {
    for (let companyId = companies.shift(); companyId !== undefined; companyId = companies.shift()) {
      if (signal.aborted) return;
      const own = companyId;
      await apart("mailboxes", () => withinLimit(LONGEST_READING_MS, readAnswers(own, answerPorts())), own);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, readOneByOne));
}
