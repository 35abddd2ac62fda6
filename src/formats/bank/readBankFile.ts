/** A bank file, whatever its format: recognised by what it holds, never by its name. */
import { detectEncoding, toUtf8 } from "../csvEncoding";
import { readBankCsv } from "./bankCsv";
import { BANK_LIMITS, type BankFile, refuseBankFile } from "./bankStatement";
import { readCamt053 } from "./camt053";
import { readOfx } from "./ofx";

const HEAD_BYTES = 4_096;

/**
 * Reads the movements of a bank file: CAMT.053, OFX or a table of text.
 *
 * @throws DomainError in French, with the line where there is one
 */
export async function readBankFile(bytes: Uint8Array): Promise<BankFile> {
  if (bytes.byteLength > BANK_LIMITS.bytes) {
    const megabytes = BANK_LIMITS.bytes / (1024 * 1024);
    refuseBankFile(
      "FILE_TOO_LARGE",
      `Ce fichier dépasse ${megabytes} Mo. Exportez-le en plusieurs fois, par exemple par mois.`,
    );
  }
  const file = await readByContent(bytes);
  if (file.statements.every((statement) => statement.entries.length === 0)) {
    refuseBankFile("BANK_EMPTY", "Ce relevé ne contient aucune opération comptabilisée.");
  }
  return file;
}

async function readByContent(bytes: Uint8Array): Promise<BankFile> {
  const beginning = bytes.subarray(0, HEAD_BYTES);
  const head = toUtf8(beginning, detectEncoding(beginning)).toString("utf8").trimStart();
  if (/^OFXHEADER\s*:/i.test(head) || /<OFX>/i.test(head) || /<\?OFX\b/i.test(head)) {
    return { format: "OFX", statements: readOfx(bytes) };
  }
  if (/^<(\?xml|[A-Za-z_][\w.-]*:?Document\b|!DOCTYPE)/i.test(head) && !/^<!DOCTYPE html/i.test(head)) {
    return { format: "CAMT053", statements: await readCamt053(bytes) };
  }
  if (/^!Type:/i.test(head)) {
    refuseBankFile(
      "BANK_QIF",
      "Ce fichier est au format QIF, dont les dates sont ambiguës. Choisissez CAMT.053, OFX ou CSV.",
    );
  }
  return { format: "CSV", statements: await readBankCsv(bytes) };
}
