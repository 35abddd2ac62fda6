/** Reads the mailboxes of companies, a few side by side: a slow one keeps nobody waiting for long. */
import { errorFacts, logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { answerPorts } from "@/context/inbound";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { readAnswers } from "@/usecases/dunning/readAnswers";

const SIDE_BY_SIDE = 5;

export async function sweepMailboxes(signal: AbortSignal): Promise<void> {
  const companies = await dueCompanies(clock).mailboxes();
  const readOneByOne = async () => {
    for (let companyId = companies.shift(); companyId !== undefined; companyId = companies.shift()) {
      if (signal.aborted) return;
      await readAnswers(companyId, answerPorts()).catch((error: unknown) =>
        logger().error(errorFacts(error), "a mailbox could not be read"),
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, readOneByOne));
}
