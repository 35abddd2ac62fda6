/** Letters that wait for a person in a company: rows of « Aujourd'hui ». */
import type { LocalDate } from "@/domain/calendar";
import { readStaleAtCarrier } from "../dunning/dispatches";
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { fromLocalDate } from "../values";

/** Letters shown at once: beyond, their own list filters better. */
const MAX_ROWS = 100;

/**
 * Letters that wait for a person: before the post, to send again to the right address, or whose
 * deadline is over while something is still due. What a carrier has in hand waits for nobody, unless
 * it is no longer owed.
 */
async function lettersToHandle(
  tx: Tx,
  companyId: string,
  today: LocalDate,
): Promise<Prisma.LetterWhereInput> {
  return {
    companyId,
    OR: [{ id: { in: await readStaleAtCarrier(tx, companyId) } }, ...lettersWaiting(today)],
  };
}

const lettersWaiting = (today: LocalDate): Prisma.LetterWhereInput[] => [
  { state: { in: ["DRAFT", "TO_APPROVE"] } },
  { state: "TO_POST", OR: [{ dispatch: null }, { dispatch: { refusedAt: { not: null } } }] },
  {
    returnReason: "WRONG_ADDRESS",
    replacedBy: { none: { state: { not: "CANCELLED" } } },
    followedUpAt: null,
    invoices: { some: { invoice: { status: "OPEN" } } },
  },
  {
    deadlineOn: { lt: fromLocalDate(today) },
    followedUpAt: null,
    invoices: { some: { invoice: { status: "OPEN" } } },
  },
];

export async function readLettersToHandle(tx: Tx, companyId: string, today: LocalDate) {
  return tx.letter.findMany({
    where: await lettersToHandle(tx, companyId, today),
    include: {
      client: { select: { id: true, name: true } },
      invoices: true,
      steps: { select: { offsetDays: true } },
      dispatch: true,
    },
    orderBy: [{ createdAt: "asc" }],
    take: MAX_ROWS,
  });
}

export async function countLettersToHandle(tx: Tx, companyId: string, today: LocalDate): Promise<number> {
  return tx.letter.count({ where: await lettersToHandle(tx, companyId, today) });
}
