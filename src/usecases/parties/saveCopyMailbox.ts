/** Where the company receives a copy of every message that left: asked for, confirmed by a link, stopped. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { dropWaitingCopies, readCopyCounts } from "@/db/dunning/messageCopies";
import { inCompany } from "@/db/inCompany";
import { queueAccountMailIn } from "@/db/system/accountMail";
import { hashLinkToken, newLinkSecret } from "@/db/system/linkSecret";
import { timeZoneOf } from "@/domain/calendarZone";
import { type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { afterDe } from "@/domain/typography";
import { journalCompany } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";

/** How long the link that confirms an address works. */
const LINK_MS = 24 * 3_600_000;

export interface CopyMailboxView {
  email: string;
  isConfirmed: boolean;
  sent: number;
  lastSentAtMs: number | null;
  /** Refused for good, or interrupted: never sent again. */
  notSent: number;
  timeZone: string;
}

/** What the page of settings shows; null: no copy is asked for. */
export async function readCopyMailbox(ctx: CompanyCtx): Promise<CopyMailboxView | null> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const row = await tx.copyMailbox.findUnique({ where: { companyId } });
    if (!row) return null;
    const { lastSentAt, ...counts } = await readCopyCounts(tx, companyId);
    return {
      email: row.email,
      isConfirmed: row.confirmedAt !== null,
      ...counts,
      lastSentAtMs: lastSentAt?.getTime() ?? null,
      timeZone: timeZoneOf((await readCompanyFacts(tx, companyId)).zone),
    };
  });
}

/**
 * Asks for copies at an address. Nothing goes there until its link has been opened; an address asked
 * for before receives nothing more.
 *
 * @throws InputError on `email`
 */
export async function askCopyMailbox(ctx: CompanyCtx, raw: RawFields, appUrl: string): Promise<void> {
  const { email } = readFields(raw, {
    email: (text: string, field: string) => parseEmailAddress(text, field),
  });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const { token, tokenHash } = newLinkSecret();
  await inCompany(companyId, async (tx) => {
    const company = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { slug: true, tradeName: true, legalName: true },
    });
    const data = {
      email,
      tokenHash,
      expiresAt: new Date(now + LINK_MS),
      askedAt: new Date(now),
      askedById: actorUserId(ctx.actor),
      confirmedAt: null,
    };
    await tx.copyMailbox.upsert({ where: { companyId }, create: { companyId, ...data }, update: data });
    await dropWaitingCopies(tx, companyId);
    const name = company.tradeName ?? company.legalName;
    await queueAccountMailIn(
      tx,
      email,
      {
        subject: `Recevoir ici une copie des messages ${afterDe(name)}\u00a0?`,
        preheader: "Rien n’arrive ici avant votre confirmation.",
        paragraphs: [
          `Pour ${name}, quelqu’un demande que cette adresse reçoive une copie de chaque message envoyé à ses clients.`,
          "Ouvrez le lien, connecté à Dûment, pour confirmer. Il est valable 24\u00a0heures.",
        ],
        button: {
          label: "Confirmer cette adresse",
          url: `${appUrl}/${company.slug}/reglages/envoi/copie?jeton=${token}`,
        },
        notice: "Si vous n’attendiez pas ce message, ne faites rien\u00a0: rien d’autre n’arrivera.",
      },
      now,
    );
    await journalCompany(tx, ctx, "company.copy_asked", { email });
  });
  await ctx.bell.ring("mail", {});
}

/**
 * Confirms the address: what leaves from now on is copied there.
 *
 * @throws DomainError LINK_DEAD when the link is not the last one, or is too old
 */
export async function confirmCopyMailbox(ctx: CompanyCtx, token: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM copy_mailbox WHERE company_id = ${companyId}::uuid FOR UPDATE`;
    const row = await tx.copyMailbox.findUnique({ where: { companyId } });
    const works = row?.tokenHash === hashLinkToken(token) && (row.expiresAt?.getTime() ?? 0) > now;
    if (!row || !works) {
      throw new DomainError("LINK_DEAD", "Ce lien ne fonctionne plus. Demandez-en un autre ci-dessous.");
    }
    const head = await tx.journalHead.findUnique({ where: { companyId }, select: { seq: true } });
    await tx.copyMailbox.update({
      where: { companyId },
      data: { tokenHash: null, expiresAt: null, confirmedAt: new Date(now), journalSeq: head?.seq ?? 0n },
    });
    await journalCompany(tx, ctx, "company.copy_confirmed", { email: row.email });
  });
}

/** Stops the copies. @returns false when there was none */
export async function stopCopyMailbox(ctx: CompanyCtx): Promise<boolean> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const row = await tx.copyMailbox.findUnique({ where: { companyId }, select: { email: true } });
    if (!row) return false;
    await tx.copyMailbox.delete({ where: { companyId } });
    await dropWaitingCopies(tx, companyId);
    await journalCompany(tx, ctx, "company.copy_stopped", { email: row.email });
    return true;
  });
}
