/** Scans filed with a letter: what proves that it was posted, received, or came back. */
import { storeBlob } from "@/db/dunning/letters";
import { inCompany, isId } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { fromInstant, newId } from "@/db/values";
import { fieldError, InputError, oneOf, type RawFields, readFields } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import { type ScanType, scanType } from "@/formats/scanFile";
import { FILE_FIELD, type SentFile } from "../invoicing/attachDocument";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { journalLetter, type LetterEvent, letterMoved, lockedLetter } from "./lockedLetter";

export const PROOF_KINDS = ["DEPOSIT", "RECEIPT", "ENVELOPE", "OTHER"] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

const MAX_PROOFS = 20;

/**
 * Files one scan. The same bytes filed again change nothing.
 *
 * @throws InputError on `file` when its content is not a whole PDF, JPEG or PNG of 10 MB at most
 */
export async function addLetterProof(
  ctx: CompanyCtx,
  letterId: string,
  raw: RawFields,
  file: SentFile,
): Promise<void> {
  const { kind } = readFields(raw, { kind: oneOf(PROOF_KINDS, "Choisissez ce que montre ce fichier.") });
  const type = typeOf(file);
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const sha256 = sha256Hex(file.bytes);
  await inCompany(companyId, async (tx) => {
    const letter = await lockedLetter(tx, companyId, letterId);
    if (letter.state === "DRAFT" || letter.state === "TO_APPROVE") throw letterMoved();
    const proofs = await tx.letterProof.findMany({
      where: { companyId, letterId },
      select: { document: { select: { sha256: true } } },
    });
    if (proofs.some((proof) => proof.document.sha256 === sha256)) return;
    if (proofs.length >= MAX_PROOFS) {
      throw fieldError(
        FILE_FIELD,
        "TOO_MANY",
        `Cette lettre a déjà ${MAX_PROOFS} pièces. Retirez-en une d’abord.`,
      );
    }
    await storeBlob(tx, companyId, sha256, file.bytes);
    const documentId = newId();
    await tx.document.create({
      data: {
        companyId,
        id: documentId,
        kind: "PROOF",
        name: safeFileName(file.name, type.extension, "preuve"),
        contentType: type.contentType,
        sha256,
        sizeBytes: file.bytes.byteLength,
        createdAt: fromInstant(now),
      },
    });
    await tx.letterProof.create({
      data: {
        companyId,
        letterId,
        documentId,
        kind,
        addedAt: fromInstant(now),
        addedById: actorUserId(ctx.actor),
      },
    });
    await journalLetter(tx, ctx, letterId, { action: "letter.proof_added", data: { kind, sha256 } }, now);
  });
}

/** What the content is, whatever its name says. */
function typeOf(file: SentFile): ScanType {
  try {
    return scanType(file.bytes);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new InputError([{ field: FILE_FIELD, code: error.code, message: error.message }]);
  }
}

/** Takes a scan off a letter: it was filed by mistake. The journal keeps its hash. */
export async function removeLetterProof(
  ctx: CompanyCtx,
  letterId: string,
  documentId: string,
): Promise<void> {
  const { companyId } = ctx;
  if (!isId(documentId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    await lockedLetter(tx, companyId, letterId);
    const proof = await tx.letterProof.findUnique({
      where: { companyId_letterId_documentId: { companyId, letterId, documentId } },
      include: { document: { select: { sha256: true } } },
    });
    if (!proof) throw notFound();
    await tx.letterProof.deleteMany({ where: { companyId, letterId, documentId } });
    await tx.document.deleteMany({ where: { companyId, id: documentId, kind: "PROOF" } });
    const { sha256 } = proof.document;
    const event: LetterEvent = { action: "letter.proof_removed", data: { kind: proof.kind, sha256 } };
    await journalLetter(tx, ctx, letterId, event, ctx.clock.now());
  });
}
