/** The transfer code as squares: rows of modules, true for dark, without the quiet zone. */
import QRCode from "qrcode";
import { invariant } from "@/domain/invariant";
import { type EpcTransfer, epcPayload, MAX_EPC_BYTES } from "@/domain/settlement/epcPayload";

/** The standard asks for the level of correction M and for no more than version 13 (69 modules). */
const MAX_VERSION = 13;

/**
 * @param options `maskPattern`: one of the eight masks of the standard; the best is chosen without it
 * @throws DomainError `EPC_AMOUNT` when no such transfer exists.
 */
export function epcQr(transfer: EpcTransfer, options: { maskPattern?: 3 } = {}): boolean[][] {
  const data = new TextEncoder().encode(epcPayload(transfer));
  invariant(data.length <= MAX_EPC_BYTES, "a transfer code fits the standard");
  // Bytes throughout: the search for the shortest mix of encodings takes longer than drawing the code.
  const { modules, version } = QRCode.create([{ data, mode: "byte" }], {
    errorCorrectionLevel: "M",
    ...options,
  });
  invariant(version <= MAX_VERSION, "a transfer code stays readable");
  return Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => modules.get(y, x) === 1),
  );
}
