/** Where each kind of decision is treated. */
import type { WaitingKind } from "@/domain/reporting/waiting";
import { chainText, type WorkChain, type WorkList, withChain } from "@/domain/reporting/workChain";
import { placeOf, type WorklistLine } from "@/usecases/reporting/readFirmWorklist";

type Place = Pick<WorklistLine, "id" | "clientId">;

const message = ({ id }: Place) => `messages/${id}`;
const letter = ({ id }: Place) => `courriers/${id}`;
const answer = ({ id }: Place) => `reponses/${id}`;
const received = ({ id }: Place) => `messages/recus/${id}`;
const client = ({ clientId }: Place) => `clients/${clientId}`;

const PAGES: Record<WaitingKind, (line: Place) => string> = {
  CLAIM_TO_DECLARE: (line) => `${client(line)}#procedure`,
  LIMITATION: ({ id }) => `factures/${id}#prescription`,
  UNCERTAIN: message,
  CALL: ({ id }) => `appels/${id}`,
  LETTER_TO_APPROVE: letter,
  LETTER_TO_POST: letter,
  LETTER_TO_RESEND: letter,
  LETTER_DEADLINE: letter,
  APPROVAL: message,
  DECLARATION: answer,
  DISPUTE: answer,
  REQUEST: answer,
  BROKEN_PROMISE: answer,
  DEBIT: ({ id }) => `factures/${id}/prelevement`,
  CREDIT: (line) => `${client(line)}#avoirs`,
  REPLY: received,
  UNDELIVERED: received,
  FAILED: message,
  ADDRESS: client,
};

type Line = Pick<WorklistLine, "id" | "kind" | "clientId" | "companySlug" | "atMs">;

/** Address of the page where a decision of a list is treated, from which one goes on with the next. */
export function decisionPath(
  line: Line,
  list: WorkList,
  counts: Pick<WorkChain, "rank" | "total" | "from" | "done">,
): string {
  const path = `/${line.companySlug}/${PAGES[line.kind](line)}`;
  return withChain(path, chainText({ ...list, ...counts, place: placeOf(line), kind: line.kind }));
}
