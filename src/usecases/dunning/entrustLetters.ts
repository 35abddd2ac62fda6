/** Letters given to a carrier that prints and posts them. The intent is written first, then the order leaves. */
import { readOrdersToHand } from "@/db/dunning/dispatches";
import { lockLetter } from "@/db/dunning/letters";
import { thaw } from "@/db/frozenJson";
import { inCompany, type Tx } from "@/db/inCompany";
import { hasConfirmedOwner } from "@/db/parties/owners";
import { sha256Hex } from "@/db/sha256";
import { fromInstant } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { typeset } from "@/domain/typography";
import { actorUserId, type CompanyCtx, type PostalOrder, type PostPorts } from "../ports";
import { loadLetterAnnexes } from "./letterAnnexes";
import { journalLetter, type LetterEvent, letterKey, lockedLetter } from "./lockedLetter";
import { refuseLetter } from "./refuseLetter";
import { whyLetterStale } from "./staleLetter";

/** Orders handed over in one go. */
const BATCH = 20;

const UNCONFIRMED = "Un propriétaire de la société doit d’abord confirmer son adresse électronique.";

/** What the page says of a letter that changed before the carrier had it. */
const readAgain = (why: string) => `${why} Relisez la lettre avant de la confier.`;

/**
 * Entrusts approved letters to the carrier; the worker hands them over. Entrusting a letter twice
 * changes nothing, unless the carrier had refused it.
 *
 * @throws DomainError UNCONFIRMED when no owner of the company has confirmed an address; LETTER_STALE
 *   or LETTER_MOVED: none is entrusted then
 */
export async function entrustLetters(
  ctx: CompanyCtx,
  letterIds: readonly string[],
  carrier: string,
): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    if (!(await hasConfirmedOwner(tx, companyId))) throw new DomainError("UNCONFIRMED", UNCONFIRMED);
    for (const letterId of [...new Set(letterIds)].sort()) {
      const letter = await lockedLetter(tx, companyId, letterId);
      if (letter.state !== "TO_POST") {
        throw new DomainError("LETTER_MOVED", "Une de ces lettres n’est plus à poster. Rechargez la page.");
      }
      if (letter.dispatch && letter.dispatch.refusedAt === null) continue;
      await refuseLetter(
        tx,
        companyId,
        letter.invoices.map((one) => one.invoiceId),
      );
      const why = await whyLetterStale(tx, companyId, letterId);
      if (why !== null) throw new DomainError("LETTER_STALE", readAgain(why));
      const order = {
        carrier,
        orderedAt: fromInstant(now),
        orderedById: actorUserId(ctx.actor),
        handedAt: null,
        refusedAt: null,
        refusal: null,
      };
      await tx.letterDispatch.upsert({
        where: { companyId_letterId: { companyId, letterId } },
        create: { companyId, letterId, ...order },
        update: order,
      });
      await journalLetter(tx, ctx, letterId, { action: "letter.entrusted", data: { carrier } }, now);
    }
  });
  await ctx.bell.ring("letters", { companyId });
}

/**
 * Hands over one batch of a company's entrusted letters. A letter whose facts changed meanwhile goes
 * back to a person.
 *
 * @returns how many were dealt with
 */
export async function handOverLetters(companyId: string, ports: PostPorts): Promise<number> {
  const now = ports.clock.now();
  const orders = await inCompany(companyId, (tx) => readOrdersToHand(tx, companyId, BATCH));
  let done = 0;
  for (const { letterId, letter, orderedAt } of orders) {
    const mayLeave = await inCompany(companyId, (tx) => checkOrder(tx, companyId, letterId, now));
    if (!mayLeave) done += 1;
    if (!mayLeave || !letter.document) continue;
    const input = thaw<FormalNoticeInput>(letter.content);
    const notice = formalNotice(input);
    const envelope = await joinedEnvelope(companyId, letter, input, ports);
    if ("refused" in envelope) {
      await inCompany(companyId, (tx) => refuseOrder(tx, companyId, letterId, envelope.refused, now));
      done += 1;
      continue;
    }
    const order: PostalOrder = {
      companyId,
      letterId,
      reference: notice.references.at(-1)?.value ?? "",
      isRegistered: letter.channel === "FORMAL_NOTICE",
      sender: notice.sender.flatMap((block) => [block.name, ...block.lines]),
      recipient: notice.recipient,
      pdf: envelope.pdf,
      sha256: sha256Hex(envelope.pdf),
      orderedAt: orderedAt.getTime(),
    };
    // Outside any transaction: a folder on the network may be slow. Handing over again is harmless.
    await ports.carrier.hand(order);
    done += 1;
    await inCompany(companyId, async (tx) => {
      const handed = await tx.letterDispatch.updateMany({
        where: { companyId, letterId, handedAt: null, refusedAt: null },
        data: { handedAt: fromInstant(now) },
      });
      if (handed.count === 0) return;
      const event: LetterEvent = { action: "letter.handed_over", data: { sha256: order.sha256 } };
      await journalLetter(tx, { companyId, actor: { kind: "system" } }, letterId, event, now);
    });
  }
  return done;
}

type OrderedLetter = Awaited<ReturnType<typeof readOrdersToHand>>[number]["letter"];

/** The letter and the copies it announces in one file: a carrier puts nothing else in the envelope. */
async function joinedEnvelope(
  companyId: string,
  { id, document }: OrderedLetter,
  notice: FormalNoticeInput,
  { printer }: PostPorts,
): Promise<{ pdf: Uint8Array } | { refused: string }> {
  const annexes = await inCompany(companyId, (tx) => loadLetterAnnexes(tx, companyId, [{ id, notice }]));
  const pdf = document?.blob.bytes ?? new Uint8Array();
  const joined = await printer.joinEnvelope({
    notice,
    trackingNumber: null,
    pdf,
    annexes: annexes.get(id) ?? [],
  });
  if ("pdf" in joined) return joined;
  const what = joined.refused.join(", ");
  return {
    refused: typeset(`Le prestataire ne peut pas joindre : ${what}. Remplacez ce PDF, ou postez la lettre.`),
  };
}

/** The last look before the order leaves, under the lock of the letter. */
async function checkOrder(tx: Tx, companyId: string, letterId: string, now: Instant): Promise<boolean> {
  const letter = await lockLetter(tx, companyId, letterId);
  if (letter?.state !== "TO_POST" || !letter.dispatch || letter.dispatch.handedAt !== null) {
    await tx.letterDispatch.deleteMany({ where: { companyId, letterId, handedAt: null } });
    return false;
  }
  const why = await whyLetterStale(tx, companyId, letterId);
  if (why === null) return true;
  await refuseOrder(tx, companyId, letterId, readAgain(why), now);
  return false;
}

/** Gives an entrusted letter back to a person, with the reason. */
export async function refuseOrder(
  tx: Tx,
  companyId: string,
  letterId: string,
  refusal: string,
  now: Instant,
): Promise<void> {
  await tx.letterDispatch.updateMany({
    where: { companyId, letterId },
    data: { refusedAt: fromInstant(now), refusal },
  });
  await tx.letter.update({ where: letterKey(companyId, letterId), data: { outcome: refusal } });
  const event: LetterEvent = { action: "letter.carrier_refused", data: { refusal } };
  await journalLetter(tx, { companyId, actor: { kind: "system" } }, letterId, event, now);
}
