/** Which companies have work, for the worker: it may not read the database itself. */
import * as dueWork from "@/db/system/dueWork";
import { addDays } from "@/domain/calendar";
import { localDateAt } from "@/domain/zonedTime";
import type { Clock } from "../ports";

export interface DueCompanies {
  steps(): Promise<string[]>;
  messages(): Promise<dueWork.CompanyWithMail[]>;
  abandonedMessages(): Promise<string[]>;
  draftLetters(): Promise<string[]>;
  entrustedLetters(): Promise<string[]>;
  holdsToEnd(): Promise<string[]>;
  plansToFollow(): Promise<string[]>;
  bankChanges(): Promise<string[]>;
  imports(): Promise<dueWork.ImportToDo[]>;
  importsToUndo(): Promise<dueWork.ImportToDo[]>;
  replays(): Promise<string[]>;
  mailboxes(): Promise<string[]>;
  statements(): Promise<string[]>;
  copiesToSend(): Promise<string[]>;
  webhooks(): Promise<dueWork.DueEndpoint[]>;
}

/** The sweeper's questions, asked at the time of this clock. */
export function dueCompanies(clock: Clock): DueCompanies {
  return {
    steps: () => dueWork.companiesWithDueSteps(clock.now()),
    messages: () => dueWork.companiesWithReadyMessages(clock.now()),
    abandonedMessages: () => dueWork.companiesWithAbandonedMessages(clock.now()),
    draftLetters: () => dueWork.companiesWithDraftLetters(),
    entrustedLetters: () => dueWork.companiesWithEntrustedLetters(clock.now()),
    // Westernmost zone of the companies: a day is over there when it is over everywhere.
    holdsToEnd: () =>
      dueWork.companiesWithHoldsToEnd(addDays(localDateAt(clock.now(), "America/Martinique"), -1)),
    plansToFollow: () => dueWork.companiesWithPlansToFollow(clock.now()),
    bankChanges: () => dueWork.companiesWithBankChanges(clock.now()),
    imports: () => dueWork.importsToRun(clock.now()),
    importsToUndo: () => dueWork.importsToUndo(),
    replays: () => dueWork.companiesWithReplays(clock.now()),
    mailboxes: () => dueWork.companiesWithMailboxToRead(clock.now()),
    statements: () => dueWork.companiesWithStatements(clock.now()),
    copiesToSend: () => dueWork.companiesWithCopies(),
    webhooks: () => dueWork.endpointsWithWebhooks(clock.now()),
  };
}
