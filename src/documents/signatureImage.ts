/** The picture of a signature, read before it is trusted: kind, size, colours. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";

export interface SignatureImage {
  readonly format: "png" | "jpg";
  readonly data: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const MAX_BYTES = 1_000_000;
const MAX_SIDE = 4000;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function refuse(sentence: string): never {
  throw new DomainError("SIGNATURE_IMAGE", typeset(sentence), "signature");
}

/**
 * Reads the head of a PNG or JPEG file.
 *
 * @throws DomainError `SIGNATURE_IMAGE` in French: another kind of file, too large, or colours of
 *   the printing trade, which an archive of this kind may not hold.
 */
export function readSignatureImage(bytes: Uint8Array): SignatureImage {
  if (bytes.length > MAX_BYTES) refuse("L’image de la signature dépasse 1 Mo. Réduisez-la.");
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = PNG_HEAD.every((byte, index) => data[index] === byte);
  const image = isPng ? readPng(data) : readJpeg(data);
  if (image.width < 1 || image.height < 1 || image.width > MAX_SIDE || image.height > MAX_SIDE) {
    refuse(`L’image de la signature doit mesurer de 1 à ${MAX_SIDE} pixels de côté.`);
  }
  return image;
}

function unreadable(): never {
  refuse("La signature doit être une image PNG ou JPEG. Enregistrez-la dans l’un de ces formats.");
}

function readPng(data: Buffer): SignatureImage {
  // Width and height open the first block, IHDR; a whole file ends with the block IEND.
  const isWhole = data.length > 57 && data.toString("latin1", 12, 16) === "IHDR";
  if (!isWhole || data.toString("latin1", data.length - 8, data.length - 4) !== "IEND") unreadable();
  if (data[28] !== 0)
    refuse("L’image de la signature est un PNG entrelacé. Enregistrez-la sans entrelacement.");
  return { format: "png", data, width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
}

/** Walks the segments of a JPEG up to the frame that gives its size and its number of colours. */
function readJpeg(data: Buffer): SignatureImage {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) unreadable();
  for (let at = 2; at + 9 < data.length; ) {
    if (data[at] !== 0xff) unreadable();
    const marker = data[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (data[at + 9] === 4) {
        refuse("L’image de la signature est en quadrichromie. Enregistrez-la en couleurs d’écran (RVB).");
      }
      return { format: "jpg", data, width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) };
    }
    at += 2 + data.readUInt16BE(at + 2);
  }
  return unreadable();
}
