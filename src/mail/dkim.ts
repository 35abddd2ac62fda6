import DKIM from "nodemailer/lib/dkim";
import { invariant } from "@/domain/invariant";

/** The key that proves that a message comes from a domain (RFC 6376). */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/**
 * Puts a signature before a finished message: rsa-sha256, relaxed canonicalisation, no time in it,
 * so that the same message always gives the same bytes.
 *
 * @throws when the key cannot sign: a message without its proof would be taken for a forgery
 */
export async function signDkim(mime: Uint8Array, key: DkimKey): Promise<Buffer> {
  const signer = new DKIM({
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: key.privateKey,
    // The headers of our own make as well: what an answering machine reads must be ours.
    headerFieldNames:
      "From:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:In-Reply-To:References:" +
      "Auto-Submitted:X-Auto-Response-Suppress:Content-Language",
  });
  const chunks: Buffer[] = [];
  const bytes = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  for await (const chunk of signer.sign(bytes) as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
  const signed = Buffer.concat(chunks);
  invariant(signed.subarray(0, 15).toString("latin1") === "DKIM-Signature:", "the DKIM key cannot sign");
  return signed;
}

/** A private key as an environment carries it: PEM, PEM on one line with `\n`, or its base64. */
export function privateKeyOf(text: string): string {
  const unfolded = text.replaceAll("\\n", "\n");
  if (unfolded.includes("-----BEGIN")) return unfolded;
  return Buffer.from(unfolded, "base64").toString("utf8");
}
