/** Files that people send with an answer or a reply: checked before, kept by their content. */
import type { Tx } from "@/db/inCompany";
import { sumSentBytes } from "@/db/settlement/answerFiles";
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

const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;
/** What one client may send behind its links in a day: three times all that an answer carries. */
export const MAX_DAY_MEGABYTES = 45;
/** And in thirty days: files are kept, and a link lives for months. */
export const MAX_MONTH_MEGABYTES = 150;

/**
 * Keeps one debtor from filling the disk. The caller holds the lock of the client, so that answers sent
 * together count each other.
 *
 * @throws InputError FILES_DAY or FILES_MONTH on `fichiers`
 */
export async function limitSentBytes(
  tx: Tx,
  companyId: string,
  clientId: string,
  files: readonly CheckedFile[],
  now: Instant,
): Promise<void> {
  if (files.length === 0) return;
  const since = { day: now - DAY_MS, month: now - 30 * DAY_MS };
  const sent = await sumSentBytes(tx, companyId, clientId, since);
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  const refuse = (code: string, limit: string) =>
    fieldError(
      EVIDENCE_FIELD,
      code,
      `Ces fichiers dépassent ce qui peut être reçu\u00a0: ${limit} au plus. Envoyez votre réponse sans eux, et remettez-les à votre interlocuteur autrement.`,
    );
  if (sent.day + bytes > MAX_DAY_MEGABYTES * MEGABYTE) {
    throw refuse("FILES_DAY", `${MAX_DAY_MEGABYTES}${NBSP}Mo par jour`);
  }
  if (sent.month + bytes > MAX_MONTH_MEGABYTES * MEGABYTE) {
    throw refuse("FILES_MONTH", `${MAX_MONTH_MEGABYTES}${NBSP}Mo en trente jours`);
  }
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
