/** A statement that a person sent to its debtor: the exact file is kept, and its sums count as asked for. */
import { storeBlob } from "@/db/dunning/letters";
import { inCompany } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { fromInstant, fromLocalDate, newId } from "@/db/values";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import { creditToUse } from "@/domain/legal/letterObstacle";
import type { LegalRates } from "@/domain/legal/rateTables";
import { journalAt } from "../journalBy";
import { actorUserId, type CompanyCtx, type StatementPrinter } from "../ports";
import { type ClaimQuery, type ClaimView, claimFileName, readClaim } from "./readClaim";

/**
 * Draws the statement as it is shown, keeps the file, and notes that it was sent today.
 *
 * @returns id of the kept document
 * @throws DomainError CLAIM_EMPTY when nothing is owed, CLAIM_AHEAD when its day has not come,
 *   CLIENT_CREDITED while a credit of the client is on no invoice
 */
export async function issueStatement(
  ctx: CompanyCtx,
  query: ClaimQuery,
  ports: { rates: LegalRates; printer: StatementPrinter },
): Promise<string> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const claim = await readClaim(ctx, query, ports.rates);
  const { printed, statement } = claim;
  if (!printed || !statement || statement.totalDueCents === 0n) {
    const nothing = "Rien n’est dû à cette date : il n’y a pas de décompte à adresser.";
    throw new DomainError("CLAIM_EMPTY", claim.problem ?? nothing);
  }
  if (claim.on > claim.today) {
    throw new DomainError(
      "CLAIM_AHEAD",
      "Ce jour n’est pas encore arrivé : adressez un décompte arrêté au plus tard aujourd’hui.",
    );
  }
  if (claim.freeCreditCents > 0n) throw creditToUse(claim.freeCreditCents);
  // Outside any transaction: drawing pages takes longer than a lock should last.
  const bytes = await ports.printer.printStatement(printed);
  const sha256 = sha256Hex(bytes);
  const documentId = newId();
  const statementId = newId();
  await inCompany(companyId, async (tx) => {
    await storeBlob(tx, companyId, sha256, bytes);
    await tx.document.create({
      data: {
        companyId,
        id: documentId,
        kind: "STATEMENT",
        name: safeFileName(claimFileName(claim), "pdf", "decompte"),
        contentType: "application/pdf",
        sha256,
        sizeBytes: bytes.byteLength,
        createdAt: fromInstant(now),
      },
    });
    await tx.statementIssue.create({
      data: {
        companyId,
        id: statementId,
        clientId: claim.client.id,
        statedOn: fromLocalDate(claim.on),
        issuedOn: fromLocalDate(claim.today),
        totalCents: statement.totalDueCents,
        documentId,
        createdAt: fromInstant(now),
        createdById: actorUserId(ctx.actor),
        invoices: { create: linesOf(claim) },
      },
    });
    await journalAt(
      tx,
      ctx,
      {
        action: "statement.issued",
        entity: "client",
        entityId: claim.client.id,
        data: { sha256, statedOn: claim.on, totalCents: statement.totalDueCents.toString() },
      },
      now,
    );
  });
  return documentId;
}

function linesOf({ invoices }: ClaimView) {
  return invoices.map(({ id, statement }) => ({
    invoiceId: id,
    principalCents: statement.principalDueCents,
    penaltyCents: statement.penaltyCents - statement.penaltySettledCents,
    flatFeeCents: statement.flatFeeCents - statement.flatFeeSettledCents,
  }));
}
