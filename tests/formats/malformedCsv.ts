/** Files that people really drop, and what they should be told. Bytes are built from readable text. */
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";

export interface MalformedCsv {
  name: string;
  bytes: Uint8Array;
  options?: InvoiceCsvOptions;
  /** Code of the refusal of the file, or of the first error or notice of a line. */
  code: string;
  /** Line of that first error; undefined when the file as a whole is refused. */
  line?: number;
  /** Part of the sentence. */
  says: string;
  /** Lines read all the same. 0 when absent. */
  records?: number;
}

export const TITLES = "Numéro;Client;Date de facture;Échéance;Montant TTC";
export const GOOD = "F-1;Kléber;04/03/2026;03/04/2026;1 200,00";
export const ALSO_GOOD = "F-9;Verdun;05/03/2026;04/04/2026;90,00";

export function utf8(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

/** A file that is refused as a whole. */
export function wholeFile(
  name: string,
  content: string | Uint8Array,
  code: string,
  says: string,
  options?: InvoiceCsvOptions,
): MalformedCsv {
  return { name, bytes: typeof content === "string" ? utf8(content) : content, code, says, options };
}

/** Titles, a good line, the line in question (line 3) and another good line. */
export function lineThree(name: string, line: string, code: string, says: string): MalformedCsv {
  return { name, bytes: utf8([TITLES, GOOD, line, ALSO_GOOD].join("\r\n")), code, line: 3, says, records: 2 };
}

/** A wider table, whose only line has something to say on its further cells. */
export function lineTwo(
  name: string,
  titles: string,
  cells: string,
  code: string,
  says: string,
  records = 0,
): MalformedCsv {
  return { name, bytes: utf8(`${TITLES};${titles}\n${GOOD};${cells}\n`), code, line: 2, says, records };
}
