/**
 * The account debtors pay to: the first thing a thief would change. Every owner is told, and a day
 * passes before a debtor reads the new one, so that the true owner can stop it.
 */
import { redrawUnapprovedLetters } from "@/db/dunning/letters";
import { inCompany, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { changedFields, type JournaledValue } from "@/domain/changes";
import { formatDate, formatMinuteOfDay } from "@/domain/dateText";
import { fieldError, type RawFields, readFields } from "@/domain/fields";
import { maskIban } from "@/domain/parties/iban";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { journalCompany } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { BANK_FIELDS } from "./companyFields";
import { readCompanyZone } from "./readCompanyZone";
import { seenBank } from "./seenSettings";
import { tellOwners } from "./tellOwners";

/** How the person proved who they are just before. */
export interface BankChangeProof {
  proof: "password" | "link";
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
}

/** Time between the announcement and the first message that carries the new account. */
export const BANK_DELAY_MS = 24 * 3_600_000;

export type BankChangeResult = "UNCHANGED" | "APPLIED" | "WAITING";

interface Account {
  iban: string | null;
  bic: string | null;
}

/**
 * Changes the IBAN and the BIC. The first account of a company that has written to nobody, and the
 * removal of one, count at once; another account waits a day. The caller has asked the person to
 * prove who they are.
 *
 * @throws InputError with every field that is wrong
 */
export async function changeBankDetails(
  ctx: CompanyCtx,
  raw: RawFields,
  how: BankChangeProof,
): Promise<BankChangeResult> {
  const input = readFields(raw, BANK_FIELDS);
  if (input.bic !== null && input.iban === null) {
    throw fieldError("iban", "REQUIRED", "Un BIC seul ne suffit pas\u00a0: indiquez aussi l’IBAN.");
  }
  const { companyId } = ctx;
  const result = await inCompany(companyId, async (tx): Promise<BankChangeResult> => {
    // Two people at the settings take turns, and each sees what the other has done.
    await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
    const before = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { iban: true, bic: true },
    });
    const waiting = await tx.bankChange.findFirst({
      where: { companyId, appliedAt: null, cancelledAt: null },
    });
    await refuseStale(tx, ctx, raw, seenBank(companyId, before, waiting));
    if (isSame(waiting ?? before, input)) return "UNCHANGED";
    await cancelWaiting(tx, companyId, new Date(ctx.clock.now()));
    if (isSame(before, input)) {
      await journalCompany(tx, ctx, "company.bank_stopped", {});
      return "APPLIED";
    }
    const changes = changedFields<Record<string, unknown>>({ ...before }, { ...input }, shown);
    const isAtOnce = input.iban === null || (before.iban === null && !(await hasWritten(tx, companyId)));
    return isAtOnce
      ? apply(tx, ctx, input, { ...how, changes })
      : announce(tx, ctx, input, { ...how, changes });
  });
  if (result !== "UNCHANGED") await ctx.bell.ring("mail", {});
  return result;
}

/** Stops a change that waits: the account in force stays. @returns false when none waited */
export async function stopBankChange(ctx: CompanyCtx): Promise<boolean> {
  return inCompany(ctx.companyId, async (tx) => {
    const stopped = await cancelWaiting(tx, ctx.companyId, new Date(ctx.clock.now()));
    if (stopped) await journalCompany(tx, ctx, "company.bank_stopped", {});
    return stopped;
  });
}

function isSame(a: Account, b: Account): boolean {
  return a.iban === b.iban && a.bic === b.bic;
}

function shown(value: JournaledValue, field: string): JournaledValue {
  return field === "iban" && typeof value === "string" ? maskIban(value) : value;
}

async function hasWritten(tx: Tx, companyId: string): Promise<boolean> {
  return (await tx.message.findFirst({ where: { companyId, state: "SENT" }, select: { id: true } })) !== null;
}

async function cancelWaiting(tx: Tx, companyId: string, at: Date): Promise<boolean> {
  const { count } = await tx.bankChange.updateMany({
    where: { companyId, appliedAt: null, cancelledAt: null },
    data: { cancelledAt: at },
  });
  return count > 0;
}

type Change = BankChangeProof & { changes: Record<string, unknown> };

async function apply(
  tx: Tx,
  ctx: CompanyCtx,
  account: Account,
  { proof, appUrl, changes }: Change,
): Promise<"APPLIED"> {
  await tx.company.update({ where: { id: ctx.companyId }, data: { ...account } });
  await redrawUnapprovedLetters(tx, ctx.companyId);
  await tellChange(tx, ctx, account.iban, null, appUrl);
  await journalCompany(tx, ctx, "company.bank_changed", { proof, changes });
  return "APPLIED";
}

async function announce(
  tx: Tx,
  ctx: CompanyCtx,
  account: Account,
  { proof, appUrl, changes }: Change,
): Promise<"WAITING"> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const effectiveAt = now + BANK_DELAY_MS;
  await tx.bankChange.create({
    data: {
      ...account,
      companyId,
      id: newId(),
      requestedById: actorUserId(ctx.actor),
      requestedAt: new Date(now),
      effectiveAt: new Date(effectiveAt),
    },
  });
  await tellChange(tx, ctx, account.iban, effectiveAt, appUrl);
  await journalCompany(tx, ctx, "company.bank_asked", {
    proof,
    changes,
    effectiveAt: new Date(effectiveAt).toISOString(),
  });
  return "WAITING";
}

/** What every owner reads of the change. @param effectiveAt null: it counts at once */
async function tellChange(
  tx: Tx,
  ctx: CompanyCtx,
  iban: string | null,
  effectiveAt: Instant | null,
  appUrl: string,
): Promise<void> {
  const account = iban === null ? "Aucun IBAN n’est plus indiqué" : `Le nouvel IBAN est ${maskIban(iban)}`;
  const when =
    effectiveAt === null ? "Vos clients le lisent dès maintenant." : await whenWords(tx, ctx, effectiveAt);
  await tellOwners(tx, ctx.companyId, ctx.clock.now(), ({ name, slug }) => ({
    subject: `${name}\u00a0: les coordonnées bancaires ${effectiveAt === null ? "ont changé" : "vont changer"}`,
    preheader: "Vérifiez que ce changement vient bien de vous.",
    paragraphs: [
      `Un changement de coordonnées bancaires vient d’être demandé pour ${name}. ${account}. ${when}`,
    ],
    button: { label: "Vérifier", url: `${appUrl}/${slug}/reglages#banque` },
    notice:
      "Si ce n’est pas vous, arrêtez ce changement depuis les réglages et changez votre mot de passe\u00a0: quelqu’un est entré.",
  }));
}

async function whenWords(tx: Tx, ctx: CompanyCtx, at: Instant): Promise<string> {
  const timeZone = await readCompanyZone(tx, ctx.companyId);
  const day = formatDate(localDateAt(at, timeZone));
  const hour = formatMinuteOfDay(minuteOfDayAt(at, timeZone));
  return `Vos clients ne le liront qu’à partir du ${day} à ${hour}\u00a0: d’ici là, ils lisent l’ancien, et vous pouvez l’arrêter.`;
}
