/** Keys by which programs of a company act for it: what they are called, what they may do. */

import { typeset } from "../typography";

export const API_SCOPES = ["READ", "WRITE"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export const API_SCOPE_NAMES: Record<ApiScope, string> = {
  READ: "Lecture",
  WRITE: "Lecture et écriture",
};

export const API_SCOPE_HINTS: Record<ApiScope, string> = {
  READ: "Lire les factures, leurs règlements, leurs avoirs, leur prochaine étape, et les clients.",
  WRITE:
    "Aussi enregistrer des factures, leur PDF et leurs clients, enregistrer et annuler des règlements et des avoirs, suspendre et reprendre des relances.",
};

/** What every key begins with, so that programs that look for leaked secrets know one. */
const PREFIX = "dument_";
const ENDING_LENGTH = 4;
const API_KEY = new RegExp(`^${PREFIX}[A-Za-z0-9_-]{43}$`);

/** The key made of a secret of 256 bits in base64url. */
export function apiKeyOf(secret: string): string {
  return `${PREFIX}${secret}`;
}

/** True when the text has the form of a key: anything else is not looked for. */
export function isApiKey(text: string): boolean {
  return API_KEY.test(text);
}

/** What is kept of a key for people to recognise it by. */
export function endingOf(key: string): string {
  return key.slice(-ENDING_LENGTH);
}

/** `Clé API « Facturation »`: whoever acts by it, as the journal names them. */
export function apiKeyName(name: string): string {
  return typeset(`Clé API « ${name} »`);
}

/** `dument_…a1B2`: a key as lists show it. */
export function shortApiKey(ending: string): string {
  return `${PREFIX}…${ending}`;
}
