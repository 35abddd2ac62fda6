/** Any short text as squares: rows of modules, true for dark, without the quiet zone (ISO/IEC 18004). */
import QRCode from "qrcode";

export function textQr(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size, data } = modules;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => data[y * size + x] === 1),
  );
}
