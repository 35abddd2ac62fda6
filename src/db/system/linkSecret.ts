/** Secrets of links sent by mail: 256 bits in the link, only their SHA-256 in the database. */
import { randomBytes } from "node:crypto";
import { sha256Hex } from "../sha256";

export interface LinkSecret {
  /** Goes into the link, and nowhere else. */
  token: string;
  /** Goes into the database. */
  tokenHash: string;
}

export function newLinkSecret(): LinkSecret {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashLinkToken(token) };
}

/** What to look for when someone comes with a token. */
export function hashLinkToken(token: string): string {
  return sha256Hex(token);
}
