/** A step's message, sent to the person who writes it: the words of a real invoice, to nobody else. */
import { queueAccountMail } from "@/db/system/accountMail";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { NBSP } from "@/domain/money";
import type { CompanyCtx } from "../ports";
import { readScenario, type ScenarioQuery } from "./readScenario";

/**
 * Queues the test message. Its answer links are asleep and its subject says that it is a test.
 *
 * @throws DomainError when the step is not an email
 */
export async function sendTestMessage(
  ctx: CompanyCtx,
  scenarioId: string,
  query: ScenarioQuery,
  to: { email: string; name: string },
  source: { rates: LegalRates; appUrl: string },
): Promise<void> {
  const { preview } = await readScenario(ctx, scenarioId, query, {
    rates: source.rates,
    callerName: to.name,
  });
  if (preview?.kind !== "EMAIL") {
    throw new DomainError("NOT_AN_EMAIL", "Seul un courriel peut être envoyé en test.");
  }
  const { content } = preview;
  const reminder = {
    ...content,
    subject: `Test${NBSP}: ${content.subject}`,
    button: { ...content.button, url: source.appUrl },
    answers: content.answers.map((answer) => ({ ...answer, url: source.appUrl })),
  };
  await queueAccountMail(
    to.email,
    {
      subject: reminder.subject,
      preheader: reminder.preheader,
      paragraphs: [],
      button: reminder.button,
      notice: "",
      reminder: { fromName: preview.from, content: reminder },
    },
    ctx.clock.now(),
  );
  await ctx.bell.ring("mail", {});
}
