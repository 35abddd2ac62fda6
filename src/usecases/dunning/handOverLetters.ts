/** The worker hands entrusted letters to the carrier: drawn first, looked at once more, then given. */
import { readOrdersToHand } from "@/db/dunning/dispatches";
import { lockInvoices } from "@/db/dunning/facts";
import { lockLetter } from "@/db/dunning/letters";
import { thaw } from "@/db/frozenJson";
import { inCompany, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { fromInstant } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { typeset } from "@/domain/typography";
import type { PostalOrder, PostPorts } from "../ports";
import { readAgain, refuseOrder } from "./entrustLetters";
import { loadLetterAnnexes } from "./letterAnnexes";
import { journalLetter, type LetterEvent } from "./lockedLetter";
import { whyLetterStale } from "./staleLetter";

/** Orders handed over in one go. */
const BATCH = 20;
/** Longer than the slowest folder on a network: past it, the worker that was handing a letter over has died. */
const HANDING_MS = 5 * 60_000;

/** Of an envelope that could not be drawn. */
const UNDRAWN =
  "L’enveloppe n’a pas pu être préparée, par une erreur de notre côté. Postez la lettre, ou confiez-la de nouveau.";

/** Added for a letter that a worker was handing over when it died. */
const PERHAPS_GONE = "Elle est peut-être déjà chez votre prestataire : demandez-lui de ne pas la poster.";

/** What became of one batch. */
export interface HandedBatch {
  /** How many orders were dealt with. */
  count: number;
  /** Those whose envelope could not be drawn, by an error that is no rule's. */
  failed: { letterId: string; error: unknown }[];
}

/**
 * Hands over one batch of a company's entrusted letters. A letter whose facts changed meanwhile goes
 * back to a person. What was being handed over when its worker died is given again: the carrier takes the
 * same letter once.
 * One whose envelope cannot be drawn goes back to a person too, and keeps none of the others waiting.
 */
export async function handOverLetters(companyId: string, ports: PostPorts): Promise<HandedBatch> {
  const orders = await inCompany(companyId, (tx) =>
    readOrdersToHand(tx, companyId, fromInstant(ports.clock.now()), BATCH),
  );
  const batch: HandedBatch = { count: 0, failed: [] };
  for (const order of orders) {
    if (!order.letter.document) continue;
    // Drawing takes a second, without a lock: facts may change meanwhile.
    const drawn = await draw(companyId, order, ports);
    const now = ports.clock.now();
    const mayLeave = await inCompany(companyId, (tx) => commitOrder(tx, companyId, order, drawn, now));
    batch.count += 1;
    if ("error" in drawn) batch.failed.push({ letterId: order.letterId, error: drawn.error });
    if (!mayLeave || !("order" in drawn)) continue;
    // Outside any transaction: a folder on the network may be slow. Handing over again is harmless.
    await ports.carrier.hand(drawn.order);
    await inCompany(companyId, (tx) => noteHanded(tx, companyId, drawn.order, now));
  }
  return batch;
}

type Entrusted = Awaited<ReturnType<typeof readOrdersToHand>>[number];
type Drawn = { order: PostalOrder } | { refused: string; error?: unknown };

/** The letter and the copies it announces in one file: a carrier puts nothing else in the envelope. */
async function draw(
  companyId: string,
  { letterId, letter, orderedAt }: Entrusted,
  { printer }: PostPorts,
): Promise<Drawn> {
  const input = thaw<FormalNoticeInput>(letter.content);
  const annexes = await inCompany(companyId, (tx) =>
    loadLetterAnnexes(tx, companyId, [{ id: letterId, notice: input }]),
  );
  const envelope = {
    notice: input,
    trackingNumber: null,
    pdf: letter.document?.blob.bytes ?? new Uint8Array(),
    annexes: annexes.get(letterId) ?? [],
  };
  const joined = await printer.joinEnvelope(envelope).catch((error: unknown) => ({ error }));
  if ("error" in joined) {
    if (joined.error instanceof DomainError) return { refused: joined.error.message };
    return { refused: UNDRAWN, error: joined.error };
  }
  if (!("pdf" in joined)) {
    const what = joined.refused.join(", ");
    return {
      refused: typeset(
        `Le prestataire ne peut pas joindre : ${what}. Remplacez ce PDF, ou postez la lettre.`,
      ),
    };
  }
  const notice = formalNotice(input);
  return {
    order: {
      companyId,
      letterId,
      reference: notice.references.at(-1)?.value ?? "",
      isRegistered: letter.channel === "FORMAL_NOTICE",
      sender: notice.sender.flatMap((block) => [block.name, ...block.lines]),
      recipient: notice.recipient,
      pdf: joined.pdf,
      sha256: sha256Hex(joined.pdf),
      orderedAt: orderedAt.getTime(),
    },
  };
}

/**
 * The last look, with the invoices and the letter locked, and the commitment: from here on the carrier may
 * have it. One that changed goes back to a person.
 */
async function commitOrder(
  tx: Tx,
  companyId: string,
  { letterId, letter: seen, orderedAt }: Entrusted,
  drawn: Drawn,
  now: Instant,
): Promise<boolean> {
  const invoiceIds = seen.invoices.map(({ invoiceId }) => invoiceId);
  await lockInvoices(tx, companyId, invoiceIds);
  const letter = await lockLetter(tx, companyId, letterId);
  const dispatch = letter?.dispatch;
  if (!letter || !dispatch || dispatch.refusedAt !== null) return false;
  if (letter.state !== "TO_POST") {
    await forgetOrder(tx, companyId, letterId);
    return false;
  }
  // Entrusted again with another document while this one was drawn, or taken up by another worker.
  const isOther =
    dispatch.orderedAt.getTime() !== orderedAt.getTime() || letter.document?.sha256 !== seen.document?.sha256;
  const { handedAt, handingUntil } = dispatch;
  const isTaken = handedAt !== null && (handingUntil === null || handingUntil.getTime() >= now);
  if (isOther || isTaken) return false;
  const stale = await whyLetterStale(tx, companyId, letterId);
  const perhapsGone = handedAt === null ? "" : ` ${PERHAPS_GONE}`;
  const refusal = stale === null ? ("refused" in drawn ? drawn.refused : null) : readAgain(stale);
  if (refusal !== null) {
    await refuseOrder(tx, companyId, letterId, refusal + perhapsGone, now);
    return false;
  }
  await tx.letterDispatch.update({
    where: { companyId_letterId: { companyId, letterId } },
    data: { handedAt: fromInstant(now), handingUntil: fromInstant(now + HANDING_MS) },
  });
  return true;
}

/** The letter is not to post any more: it was withdrawn, or the carrier has posted what it was being handed. */
async function forgetOrder(tx: Tx, companyId: string, letterId: string): Promise<void> {
  await tx.letterDispatch.deleteMany({ where: { companyId, letterId, handedAt: null } });
  await tx.letterDispatch.updateMany({ where: { companyId, letterId }, data: { handingUntil: null } });
}

async function noteHanded(
  tx: Tx,
  companyId: string,
  { letterId, sha256 }: PostalOrder,
  now: Instant,
): Promise<void> {
  const handed = await tx.letterDispatch.updateMany({
    where: { companyId, letterId, handingUntil: { not: null } },
    data: { handingUntil: null },
  });
  if (handed.count === 0) return;
  const event: LetterEvent = { action: "letter.handed_over", data: { sha256 } };
  await journalLetter(tx, { companyId, actor: { kind: "system" } }, letterId, event, now);
}
