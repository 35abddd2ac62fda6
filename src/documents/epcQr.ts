/** The transfer code as squares: rows of modules, true for dark, without the quiet zone. */
import QRCode from "qrcode";
import { invariant } from "@/domain/invariant";
import { type EpcTransfer, epcPayload, MAX_EPC_BYTES } from "@/domain/settlement/epcPayload";

/** The standard asks for the level of correction M and for no more than version 13 (69 modules). */
const MAX_VERSION = 13;

interface EpcOptions {
  /** One of the eight masks of the standard; the best is chosen without it. */
  maskPattern?: 3;
}

/** @throws DomainError `EPC_AMOUNT` when no such transfer exists. */
export function epcQr(transfer: EpcTransfer, options: EpcOptions = {}): boolean[][] {
  const { size, dark } = epcModules(transfer, options);
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => dark[y * size + x] === 1),
  );
}

/**
 * The same squares, line after line: 1 is dark.
 *
 * @throws DomainError `EPC_AMOUNT` when no such transfer exists.
 */
export function epcModules(
  transfer: EpcTransfer,
  options: EpcOptions = {},
): { size: number; dark: Uint8Array } {
  const data = new TextEncoder().encode(epcPayload(transfer));
  invariant(data.length <= MAX_EPC_BYTES, "a transfer code fits the standard");
  // Bytes throughout: the search for the shortest mix of encodings takes longer than drawing the code.
  const { modules, version } = QRCode.create([{ data, mode: "byte" }], {
    errorCorrectionLevel: "M",
    ...options,
  });
  invariant(version <= MAX_VERSION, "a transfer code stays readable");
  return { size: modules.size, dark: modules.data };
}
