/** Files that people send with an answer or a reply: checked before, kept by their content. */
import type { Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { fieldError } from "@/domain/fields";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import {
  EVIDENCE_TYPES,
  type EvidenceKind,
  MAX_EVIDENCE_FILES,
  recognizeEvidence,
} from "@/formats/evidenceFile";
import type { SentFile } from "../invoicing/attachDocument";

export { MAX_EVIDENCE_BYTES, MAX_EVIDENCE_FILES } from "@/formats/evidenceFile";

/** Field of the forms that carry the files. */
export const EVIDENCE_FIELD = "fichiers";

export interface CheckedFile extends SentFile {
  kind: EvidenceKind;
  sha256: string;
}

/**
 * Looks at each file before anything is written.
 *
 * @throws InputError on `fichiers`, with a sentence that names the file and what to do
 */
export function checkEvidence(files: readonly SentFile[]): CheckedFile[] {
  if (files.length > MAX_EVIDENCE_FILES) {
    throw fieldError(
      EVIDENCE_FIELD,
      "TOO_MANY_FILES",
      `${MAX_EVIDENCE_FILES}${NBSP}fichiers au plus (${files.length} ici).`,
    );
  }
  return files.map((file) => {
    try {
      const kind = recognizeEvidence(file.name, file.bytes);
      return { ...file, kind, sha256: sha256Hex(file.bytes) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw fieldError(EVIDENCE_FIELD, error.code, error.message);
    }
  });
}

/** Keeps the files of an answer, or of the reply to it. @returns ids of the documents */
export async function storeEvidence(
  tx: Tx,
  companyId: string,
  files: readonly CheckedFile[],
  of: { answerId: string; replyId: string | null; now: Instant },
): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, bytes, kind, sha256 } of files) {
    const type = EVIDENCE_TYPES[kind];
    await tx.blob.createMany({
      data: [{ companyId, sha256, bytes: Uint8Array.from(bytes) }],
      skipDuplicates: true,
    });
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
        createdAt: new Date(of.now),
      },
    });
    await tx.answerFile.create({
      data: { companyId, answerId: of.answerId, replyId: of.replyId, documentId },
    });
    ids.push(documentId);
  }
  return ids;
}
