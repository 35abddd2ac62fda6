/** The pieces of a claim's file: what each is, in which order they stand, under which number and name. */

import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { withoutAccents } from "../parties/asciiText";
import { typeset } from "../typography";

/** In the order of the list of pieces. */
export const PIECE_KINDS = [
  "STATEMENT",
  "INVOICE",
  "ORDER",
  "DELIVERY",
  "ACKNOWLEDGEMENT",
  "FORMAL_NOTICE",
  "LETTER",
  "RECEIPT",
  "MESSAGE",
  "EXCHANGES",
  "CORRESPONDENCE",
  "COST",
  "OTHER",
] as const;
export type PieceKind = (typeof PIECE_KINDS)[number];

/** What the list of pieces calls each group. */
export const PIECE_KIND_NAMES: Record<PieceKind, string> = {
  STATEMENT: "Décompte",
  INVOICE: "Factures",
  ORDER: "Commande ou contrat",
  DELIVERY: "Livraison ou exécution",
  ACKNOWLEDGEMENT: "Reconnaissance de dette",
  FORMAL_NOTICE: "Mise en demeure",
  LETTER: "Lettres",
  RECEIPT: "Preuves d’envoi et de réception",
  MESSAGE: "Courriels envoyés, tels quels",
  EXCHANGES: "Appels, réponses et règlements",
  CORRESPONDENCE: "Correspondance",
  COST: "Frais justifiés",
  OTHER: "Autres pièces",
};

/** Where the bytes of a piece are. */
export type PieceSource =
  | { readonly kind: "document"; readonly id: string }
  | { readonly kind: "message"; readonly id: string }
  /** Drawn when the file is made. */
  | { readonly kind: "drawn"; readonly drawing: "statement" | "exchanges" };

export interface ClaimPiece {
  readonly kind: PieceKind;
  readonly title: string;
  readonly on: LocalDate | null;
  readonly extension: string;
  readonly source: PieceSource;
  /** SHA-256 kept when the piece was stored; null for what is drawn. */
  readonly recordedSha256: string | null;
  /** Id of the proof a person added, which may be taken off. */
  readonly proofId?: string | undefined;
}

export interface NumberedPiece extends ClaimPiece {
  readonly number: number;
  /** Path in the archive: `pieces/03-facture-f-2026-0367.pdf`. */
  readonly path: string;
}

/** Longest name of a file, number and extension left out: every system opens it. */
const MAX_NAME = 60;

/** Puts the pieces in the order a judge reads them and numbers them from 1. */
export function numberPieces(pieces: readonly ClaimPiece[]): NumberedPiece[] {
  const rank = (piece: ClaimPiece) => PIECE_KINDS.indexOf(piece.kind);
  const ordered = [...pieces].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    const [left, right] = [`${a.on ?? ""} ${a.title}`, `${b.on ?? ""} ${b.title}`];
    return left === right ? 0 : left < right ? -1 : 1;
  });
  const width = Math.max(2, String(ordered.length).length);
  return ordered.map((piece, index) => {
    const number = index + 1;
    const name = `${String(number).padStart(width, "0")}-${fileStem(piece.title)}`;
    return { ...piece, number, path: `pieces/${name}.${piece.extension}` };
  });
}

/** `Facture F-2026-0367` → `facture-f-2026-0367`. */
function fileStem(title: string): string {
  const stem = withoutAccents(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_NAME)
    .replace(/^-+|-+$/g, "");
  return stem === "" ? "piece" : stem;
}

/** `Facture F-2026-0367, 6 août 2026`: the day is said once. */
export function pieceLabel({ title, on }: Pick<ClaimPiece, "title" | "on">): string {
  if (on === null || title.includes(formatDate(on))) return typeset(title);
  return typeset(`${title}, ${formatDate(on)}`);
}
