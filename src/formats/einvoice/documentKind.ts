/** What a document is by its type code: UNTDID 1001 (BT-3), as EN 16931 and the French mandate allow it. */

export type DocumentKind =
  /** It asks for a payment of its own. */
  | "INVOICE"
  /** It lowers what an invoice asks for. */
  | "CREDIT_NOTE"
  /** It takes the place of an invoice. */
  | "CORRECTED"
  /** It is paid to a factor. */
  | "FACTORED"
  /** It asks for nothing: a pro forma, a valuation, a copy for the accounts; or its code is unknown. */
  | "OTHER";

const CODES: Readonly<Record<Exclude<DocumentKind, "OTHER">, string>> = {
  INVOICE:
    "80 82 84 295 326 331 380 382 383 385 386 387 388 389 390 394 395 456 457 500 527 553 575 623 633 780 817 870 875 876 877 935",
  CREDIT_NOTE: "81 83 261 262 296 308 381 396 420 458 502 503 532",
  CORRECTED: "384 471",
  FACTORED: "393 472 473 501",
};

const KINDS: ReadonlyMap<string, DocumentKind> = new Map(
  Object.entries(CODES).flatMap(([kind, codes]) =>
    codes.split(" ").map((code): [string, DocumentKind] => [code, kind as DocumentKind]),
  ),
);

export function documentKindOf(typeCode: string): DocumentKind {
  return KINDS.get(typeCode) ?? "OTHER";
}
