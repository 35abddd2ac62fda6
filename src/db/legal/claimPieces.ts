/** The pieces the records hold about some invoices: papers, proofs, letters, messages. */

import { type ClaimPiece, PIECE_KINDS, type PieceKind } from "@/domain/legal/claimPieces";
import { PROOF_CATEGORY_NAMES } from "@/domain/legal/proofCategory";
import { localDateAt } from "@/domain/zonedTime";
import type { Tx } from "../inCompany";
import { toLocalDateOrNull } from "../values";

/** Messages, letters and papers of one file: beyond, it is no longer read. */
const MAX_EACH = 300;

/** Every stored piece about these invoices, in no order. */
export async function readStoredPieces(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  timeZone: string,
): Promise<ClaimPiece[]> {
  const ids = [...invoiceIds];
  return [
    ...(await invoicePapers(tx, companyId, ids)),
    ...(await addedProofs(tx, companyId, ids)),
    ...(await letterPieces(tx, companyId, ids)),
    ...(await messagePieces(tx, companyId, ids, timeZone)),
    ...(await debtorFiles(tx, companyId, ids, timeZone)),
  ];
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "pdf";
}

interface StoredDocument {
  id: string;
  name: string;
  sha256: string;
}

function documentPiece(
  document: StoredDocument,
  piece: Pick<ClaimPiece, "kind" | "title" | "on" | "proofId">,
): ClaimPiece {
  return {
    ...piece,
    extension: extensionOf(document.name),
    source: { kind: "document", id: document.id },
    recordedSha256: document.sha256,
  };
}

const DOCUMENT = { id: true, name: true, sha256: true } as const;

async function invoicePapers(tx: Tx, companyId: string, ids: string[]): Promise<ClaimPiece[]> {
  const rows = await tx.document.findMany({
    where: { companyId, invoiceId: { in: ids }, kind: "INVOICE" },
    select: { ...DOCUMENT, invoice: { select: { number: true, issuedOn: true } } },
    take: MAX_EACH,
  });
  return rows.map((row) =>
    documentPiece(row, {
      kind: "INVOICE",
      title: `Facture ${row.invoice?.number ?? ""}`,
      on: toLocalDateOrNull(row.invoice?.issuedOn ?? null),
    }),
  );
}

async function addedProofs(tx: Tx, companyId: string, ids: string[]): Promise<ClaimPiece[]> {
  const rows = await tx.evidence.findMany({
    where: { companyId, invoiceId: { in: ids }, removedAt: null },
    include: { document: { select: DOCUMENT } },
    take: MAX_EACH,
  });
  return rows.map((row) =>
    documentPiece(row.document, {
      kind: pieceKindOf(row.category),
      title: row.label || PROOF_CATEGORY_NAMES[row.category],
      on: toLocalDateOrNull(row.datedOn),
      proofId: row.id,
    }),
  );
}

/** The categories of proofs are kinds of pieces. */
function pieceKindOf(category: string): PieceKind {
  return PIECE_KINDS.find((kind) => kind === category) ?? "OTHER";
}

const PROOF_NAMES: Record<string, string> = {
  DEPOSIT: "Preuve de dépôt",
  RECEIPT: "Avis de réception",
  ENVELOPE: "Pli retourné",
  OTHER: "Pièce jointe à la lettre",
};

async function letterPieces(tx: Tx, companyId: string, ids: string[]): Promise<ClaimPiece[]> {
  const rows = await tx.letter.findMany({
    where: {
      companyId,
      postedOn: { not: null },
      state: { not: "CANCELLED" },
      invoices: { some: { invoiceId: { in: ids } } },
    },
    include: {
      document: { select: DOCUMENT },
      proofs: { select: { kind: true, document: { select: DOCUMENT } } },
    },
    take: MAX_EACH,
  });
  return rows.flatMap((row) => {
    const isNotice = row.channel === "FORMAL_NOTICE";
    const name = isNotice ? "Mise en demeure" : "Lettre de relance";
    const tracking = row.trackingNumber ? `, recommandé n° ${row.trackingNumber}` : "";
    const on = toLocalDateOrNull(row.postedOn);
    const letter = row.document
      ? [
          documentPiece(row.document, {
            kind: isNotice ? "FORMAL_NOTICE" : "LETTER",
            title: `${name}${tracking}`,
            on,
          }),
        ]
      : [];
    const proofs = row.proofs.map(({ kind, document }) =>
      documentPiece(document, {
        kind: "RECEIPT",
        title: `${PROOF_NAMES[kind] ?? "Preuve"}${tracking}`,
        on: toLocalDateOrNull(kind === "DEPOSIT" ? row.postedOn : (row.deliveredOn ?? row.presentedOn)),
      }),
    );
    return [...letter, ...proofs];
  });
}

async function messagePieces(
  tx: Tx,
  companyId: string,
  ids: string[],
  timeZone: string,
): Promise<ClaimPiece[]> {
  const rows = await tx.message.findMany({
    where: {
      companyId,
      state: { in: ["SENT", "UNCERTAIN"] },
      mimeSha256: { not: null },
      invoices: { some: { invoiceId: { in: ids } } },
    },
    select: { id: true, subject: true, state: true, sentAt: true, sendingAt: true, mimeSha256: true },
    orderBy: { createdAt: "asc" },
    take: MAX_EACH,
  });
  return rows.map((row) => {
    const at = row.sentAt ?? row.sendingAt;
    return {
      kind: "MESSAGE",
      title: `Courriel « ${row.subject} »${row.state === "UNCERTAIN" ? " (envoi incertain)" : ""}`,
      on: at && localDateAt(at.getTime(), timeZone),
      extension: "eml",
      source: { kind: "message", id: row.id },
      recordedSha256: row.mimeSha256,
    };
  });
}

/** What the debtor joined to an answer. */
async function debtorFiles(
  tx: Tx,
  companyId: string,
  ids: string[],
  timeZone: string,
): Promise<ClaimPiece[]> {
  const rows = await tx.answerFile.findMany({
    where: { companyId, replyId: null, answer: { invoices: { some: { invoiceId: { in: ids } } } } },
    select: { document: { select: DOCUMENT }, answer: { select: { createdAt: true } } },
    take: MAX_EACH,
  });
  return rows.map(({ document, answer }) =>
    documentPiece(document, {
      kind: "CORRESPONDENCE",
      title: `Pièce envoyée par le client : ${document.name}`,
      on: localDateAt(answer.createdAt.getTime(), timeZone),
    }),
  );
}

/** The bytes of a stored piece; null when they are gone. */
export async function readPieceBytes(
  tx: Tx,
  companyId: string,
  source: Exclude<ClaimPiece["source"], { kind: "drawn" }>,
): Promise<Uint8Array | null> {
  if (source.kind === "message") {
    const body = await tx.messageBody.findUnique({
      where: { companyId_messageId: { companyId, messageId: source.id } },
      select: { mime: true },
    });
    return body?.mime ?? null;
  }
  const document = await tx.document.findUnique({
    where: { companyId_id: { companyId, id: source.id } },
    select: { blob: { select: { bytes: true } } },
  });
  return document?.blob.bytes ?? null;
}

/** Everything the journal may speak of about these invoices. */
export async function readClaimEntityIds(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<string[]> {
  const ids = [...invoiceIds];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM invoice WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])
    UNION SELECT message_id FROM message_invoice WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT letter_id FROM letter_invoice WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT call_task_id FROM call_task_invoice WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT answer_id FROM answer_invoice WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT payment_id FROM allocation WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT id FROM credit_note WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${ids}::uuid[])
    UNION SELECT client_id FROM invoice WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])`;
  return rows.map((row) => row.id);
}
