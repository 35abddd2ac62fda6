/** Proofs a person adds to the file of an invoice: contract, delivery, acknowledgement of debt, receipts. */
import { storeBlob } from "@/db/dunning/letters";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import {
  date,
  fieldError,
  InputError,
  line,
  oneOf,
  optional,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import { PROOF_CATEGORIES, type ProofCategory } from "@/domain/legal/proofCategory";
import { type ScanType, scanType } from "@/formats/scanFile";
import { FILE_FIELD, type SentFile } from "../invoicing/attachDocument";
import { journalInvoice, lockInvoice } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";

const MAX_PROOFS = 50;

/** A file whose content was looked at. */
export interface CheckedProof extends SentFile {
  type: ScanType;
}

/** Looks at a file before anything is written. @throws InputError on `file` */
export function checkProof(file: SentFile): CheckedProof {
  try {
    return { ...file, type: scanType(file.bytes) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new InputError([{ field: FILE_FIELD, code: error.code, message: error.message }]);
  }
}

interface ProofFacts {
  category: ProofCategory;
  label: string;
  datedOn: LocalDate | null;
}

/**
 * Adds one proof to the file of an invoice.
 *
 * @returns id of the document
 * @throws InputError with every field that is wrong
 */
export async function addClaimProof(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
  file: SentFile,
): Promise<string> {
  const facts = readFields(raw, {
    category: oneOf(PROOF_CATEGORIES, "Choisissez ce que prouve cette pièce."),
    label: line("ce qu’est cette pièce", 120, { optional: true }),
    datedOn: optional(date),
  });
  const checked = checkProof(file);
  return inCompany(ctx.companyId, async (tx) => {
    await lockInvoice(tx, ctx.companyId, invoiceId);
    const documentId = await storeProofIn(tx, ctx, invoiceId, checked, facts);
    await journalInvoice(tx, ctx, invoiceId, "proof.added", {
      documentId,
      category: facts.category,
      sha256: sha256Of(checked.bytes),
    });
    return documentId;
  });
}

/** The same inside a caller's transaction, which has locked the invoice and writes its own journal. */
export async function storeProofIn(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  { name, bytes, type }: CheckedProof,
  facts: ProofFacts,
): Promise<string> {
  const { companyId } = ctx;
  const sha256 = sha256Of(bytes);
  const current = await tx.evidence.findMany({
    where: { companyId, invoiceId, removedAt: null },
    select: { documentId: true, document: { select: { sha256: true } } },
  });
  const same = current.find(({ document }) => document.sha256 === sha256);
  if (same) return same.documentId;
  if (current.length >= MAX_PROOFS) {
    throw fieldError(
      FILE_FIELD,
      "TOO_MANY",
      `Ce dossier a déjà ${MAX_PROOFS} pièces. Retirez-en une d’abord.`,
    );
  }
  await storeBlob(tx, companyId, sha256, bytes);
  const addedAt = new Date(ctx.clock.now());
  const documentId = newId();
  await tx.document.create({
    data: {
      companyId,
      id: documentId,
      kind: "PROOF",
      name: safeFileName(name, type.extension, "piece"),
      contentType: type.contentType,
      sha256,
      sizeBytes: bytes.byteLength,
      invoiceId,
      createdAt: addedAt,
    },
  });
  await tx.evidence.create({
    data: {
      companyId,
      id: newId(),
      invoiceId,
      documentId,
      category: facts.category,
      label: facts.label,
      datedOn: facts.datedOn && fromLocalDate(facts.datedOn),
      addedAt,
      addedById: actorUserId(ctx.actor),
    },
  });
  return documentId;
}

/** Takes a proof off the file. Its bytes and its line in the journal stay. @throws DomainError NOT_FOUND */
export async function removeClaimProof(ctx: CompanyCtx, evidenceId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(evidenceId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const found = await tx.evidence.findFirst({
      where: { companyId, id: evidenceId, removedAt: null },
      select: { invoiceId: true, documentId: true, document: { select: { sha256: true } } },
    });
    if (!found) throw notFound();
    await lockInvoice(tx, companyId, found.invoiceId);
    const { count } = await tx.evidence.updateMany({
      where: { companyId, id: evidenceId, removedAt: null },
      data: { removedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) return;
    await tx.document.updateMany({ where: { companyId, id: found.documentId }, data: { invoiceId: null } });
    await journalInvoice(tx, ctx, found.invoiceId, "proof.removed", {
      documentId: found.documentId,
      sha256: found.document.sha256,
    });
  });
}

function sha256Of(bytes: Uint8Array): string {
  return sha256Hex(bytes);
}
