import { hash } from "node:crypto";

/** SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal: what stands for them in a row. FIPS 180-4. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}
