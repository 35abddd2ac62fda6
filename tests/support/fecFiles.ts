/** « Fichiers des écritures comptables » as text, a line at a time. */

export const FEC_TITLES =
  "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise";

export interface FecLine {
  journal?: keyof typeof JOURNALS;
  num?: string;
  on?: string;
  account?: string;
  accountName?: string;
  /** Number and name of the client. */
  client?: readonly [string, string];
  ref?: string;
  /** Day of the document; that of the entry when absent. */
  pieceOn?: string;
  debit?: string;
  credit?: string;
  letter?: string;
  currency?: string;
  label?: string;
}

const JOURNALS = {
  VE: "Journal des ventes",
  BQ: "Banque",
  AN: "À-nouveaux",
  OD: "Opérations diverses",
} as const;

export const KLEBER = ["C1", "Kléber SARL"] as const;
export const VERDUN = ["C2", "Verdun SAS"] as const;

export function fecLine(line: FecLine): string {
  const { journal = "VE", num = "1", on = "20260304", account = "411000", client = KLEBER } = line;
  const isClient = /^41[19]/.test(account);
  return [
    journal,
    JOURNALS[journal],
    num,
    on,
    account,
    line.accountName ?? (isClient ? "Clients" : "Autre"),
    isClient ? client[0] : "",
    isClient ? client[1] : "",
    line.ref ?? "",
    line.pieceOn ?? on,
    line.label ?? "Écriture",
    line.debit ?? "0,00",
    line.credit ?? "0,00",
    line.letter ?? "",
    line.letter ? on : "",
    on,
    "",
    line.currency ?? "",
  ].join("|");
}

/** A whole file: its titles are line 1. */
export function fec(...lines: FecLine[]): string {
  return `${[FEC_TITLES, ...lines.map(fecLine)].join("\r\n")}\r\n`;
}
