/** Signed links as a reminder leaves them, without the post: a message on record and its token. */
import { inCompany } from "@/db/inCompany";
import { newLinkSecret } from "@/db/system/linkSecret";
import { newId } from "@/db/values";
import { type FoundLink, openAnswerLink } from "@/usecases/settlement/openAnswerLink";
import type { World } from "./world";

export interface TestLink {
  token: string;
  link: FoundLink;
  messageId: string;
}

const LIFETIME_MS = 90 * 86_400_000;

/**
 * A link to these invoices, as it would have reached the client's contacts (or `emails`).
 *
 * @param tone of its reminder: a firm one has asked for the flat fee too
 */
export async function makeLink(
  { ctx, clock }: World,
  clientId: string,
  invoiceIds: readonly string[],
  emails?: readonly string[],
  tone: "FRIENDLY" | "FIRM" = "FRIENDLY",
): Promise<TestLink> {
  const { companyId } = ctx;
  const { token, tokenHash } = newLinkSecret();
  const messageId = newId();
  const now = clock.now();
  await inCompany(companyId, async (tx) => {
    const contacts = await tx.contact.findMany({ where: { companyId, clientId }, select: { email: true } });
    const to = emails ?? contacts.flatMap(({ email }) => email ?? []);
    await tx.message.create({
      data: {
        companyId,
        id: messageId,
        clientId,
        kind: "REMINDER",
        tone,
        state: "SENT",
        contentKey: messageId,
        toEmails: [...to],
        ccEmails: [],
        claimedCents: 0n,
        dueAt: new Date(now),
        createdAt: new Date(now),
        sentAt: new Date(now),
      },
    });
    await tx.messageInvoice.createMany({
      data: invoiceIds.map((invoiceId) => ({
        companyId,
        messageId,
        invoiceId,
        invoiceVersion: 1,
        balanceCents: 0n,
        penaltyCents: 0n,
        indemnityCents: tone === "FIRM" ? 4_000n : 0n,
      })),
    });
    await tx.answerLink.create({
      data: {
        companyId,
        id: newId(),
        clientId,
        messageId,
        tokenHash,
        createdAt: new Date(now),
        expiresAt: new Date(now + LIFETIME_MS),
      },
    });
  });
  const link = await openAnswerLink(token, clock);
  if (!link) throw new Error("a link that was just made opens");
  return { token, link, messageId };
}
