/** What comes back about our messages: answers of people, of machines, refusals by servers. */
import type { Instant } from "../calendar";
import { cutText } from "../cutText";
import { NBSP } from "../money";

/** One recipient a server speaks of in a report. */
export interface ReportedRecipient {
  /** Null when the report names nobody: the message had one recipient then, or nobody knows. */
  address: string | null;
  /** `failed`: it will not arrive. `delayed`: not yet. */
  action: "failed" | "delayed";
  /** Enhanced status code (RFC 3463); null when the report gives none. */
  status: string | null;
  /** The words of the server that refused. */
  diagnostic: string;
}

interface Inbound {
  /** Message-IDs it refers to, with angle brackets, the closest first. */
  refersTo: readonly string[];
  /** Addresses it was sent to: a return address names its message. */
  deliveredTo: readonly string[];
  messageId: string;
  fromName: string;
  fromEmail: string;
  subject: string;
  sentAt: Instant | null;
}

export type InboundFinding = Inbound &
  (
    | { kind: "REPLY"; text: string }
    | { kind: "AUTO_REPLY"; text: string }
    | { kind: "REPORT"; text: string; recipients: readonly ReportedRecipient[] }
    /** `recipients`: those the provider names, often none. */
    | { kind: "COMPLAINT"; text: string; recipients: readonly string[] }
  );

/**
 * Is the mailbox itself gone? Unknown, moved or disabled mailboxes and domains without mail say
 * so (RFC 3463: 5.1.x, 5.2.1, 5.4.4). A full mailbox, a refused content or a bad reputation say
 * nothing about the address.
 */
export function isDeadAddress({ action, status, diagnostic }: ReportedRecipient): boolean {
  if (action !== "failed") return false;
  if (status && !/^5\.0\.0$/.test(status)) {
    if (/^5\.(1\.(?:[0-6]|10)|2\.1|4\.4)$/.test(status)) return true;
    // Some servers put a refusal of the recipient under a general code, and say more in their words.
    return /^5\.(4\.[16]|7\.1|3\.0|5\.0)$/.test(status) && UNKNOWN_MAILBOX.test(diagnostic);
  }
  return UNKNOWN_MAILBOX.test(diagnostic) || /\b(5\.1\.[016]|5\.1\.10)\b/.test(diagnostic);
}

/**
 * The words of the main servers for « no such mailbox »: Postfix, Exim, Exchange, Gmail, qmail,
 * Orange, Free, SFR, La Poste.
 */
const UNKNOWN_MAILBOX = new RegExp(
  [
    "user unknown",
    "unknown (?:user|recipient|address|local part|mailbox)",
    "no such (?:user|recipient|mailbox|address|person)",
    "(?:mailbox|recipient|address|account|user)(?: \\S+)? (?:not found|does not exist|doesn't exist|unavailable|unknown|is disabled|has been disabled|inactive)",
    "email account that you tried to reach (?:does not exist|is disabled)",
    "recipient(?: address)? rejected: (?:user|access|undeliverable|unverified)",
    "RESOLVER\\.ADR\\.(?:RecipNotFound|ExRecipNotFound)",
    "couldn't be found|wasn't found at",
    "host or domain name not found",
    "domain (?:not found|does not exist)",
    "adresse (?:d'au moins un destinataire |e-mail )?(?:invalide|inconnue|inexistante)",
    "(?:utilisateur|destinataire|compte|bo[iî]te)(?: \\S+)? (?:inconnue?|inexistante?|d[eé]sactiv[eé]e?)",
    "sorry, no mailbox here by that name",
    "this user doesn't have a",
    "OFR_?\\d+ \\[?(?:416|418)\\]?",
    "550 5\\.5\\.0 .*mailbox",
  ].join("|"),
  "i",
);

/** The words a person reads about a refusal: one line, short. */
export function reportWords(recipient: ReportedRecipient): string {
  const words = recipient.diagnostic.replace(/\s+/g, " ").trim();
  const code = recipient.status && !words.includes(recipient.status) ? `${recipient.status} ` : "";
  return cutText(`${code}${words}`.trim(), 300);
}

/** Messages in a row that a server gave up on, for whatever reason, before their address is given up. */
export const MOST_BOUNCES = 3;

/** The words kept beside an address that was given up after {@link MOST_BOUNCES} messages. */
export function wornWords(last: string): string {
  return cutText(`${MOST_BOUNCES} messages de suite ne sont pas arrivés. ${last}`.trim(), 300);
}

/** Kept beside the address of somebody who reported our message as unwanted. */
export const COMPLAINT_WORDS = "Message signalé comme indésirable par la personne qui l’a reçu.";

/** Was the address given up at its owner's wish, and not because it is dead? */
export function isUnwanted(refusal: string): boolean {
  return refusal === COMPLAINT_WORDS;
}

/** Why an address is not written to any more, in a sentence. */
export function refusalSentence(refusal: string): string {
  if (isUnwanted(refusal)) {
    return `Cette personne a signalé votre message comme indésirable${NBSP}: nous ne lui écrivons plus. Appelez-la, ou écrivez à quelqu’un d’autre.`;
  }
  return refusal === ""
    ? "Le serveur de messagerie a refusé cette adresse."
    : `Le serveur a répondu${NBSP}: «${NBSP}${refusal}${NBSP}»`;
}
