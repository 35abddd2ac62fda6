/** The mail server of a company: how it is named and reached. */
import { type FieldReader, line, oneOf, wholeNumber } from "../fields";
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { parseEmailAddress } from "./emailAddress";

/** `TLS`: encrypted from the first byte. `STARTTLS`: encrypted before anything is said. */
export const MAIL_SECURITIES = ["STARTTLS", "TLS", "NONE"] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

/** Everything needed to speak to a server in the name of a company. */
export interface MailAccess {
  host: string;
  port: number;
  security: MailSecurity;
  /** Empty: the server asks for no sign-in. */
  userName: string;
  password: string;
}

/** A server that takes our messages, and the address they leave from. */
export interface OwnServer extends MailAccess {
  fromEmail: string;
}

/** The ports of mail submission; on another one, something else than mail may listen. */
export const SUBMISSION_PORTS: readonly number[] = [587, 465, 2525, 25];

/** Ports of mailboxes (IMAP). */
export const MAILBOX_PORTS: readonly number[] = [993, 143];

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host name or an address in figures, in small letters; `smtp://` or a port pasted along are said. */
export const hostReader: FieldReader<string> = (text) => {
  const host = text.toLowerCase().replace(/\.$/, "");
  if (host === "") throw new DomainError("REQUIRED", "Indiquez le serveur, par exemple smtp.exemple.fr.");
  if (host.includes("://") || host.includes("/") || /^[^:]*:\d+$/.test(host)) {
    throw new DomainError(
      "HOST",
      "Le nom seul, par exemple smtp.exemple.fr, sans smtp:// ni numéro de port.",
    );
  }
  if (host.includes("@")) {
    throw new DomainError(
      "HOST",
      `C’est une adresse électronique${NBSP}: indiquez le serveur, par exemple smtp.exemple.fr.`,
    );
  }
  const isFigures = /^[0-9a-f:.]+$/.test(host) && host.includes(":");
  const isName = host.length <= 253 && host.split(".").every((label) => LABEL.test(label));
  if (!isFigures && !isName)
    throw new DomainError("HOST", "Ce nom de serveur n’est pas valide. Vérifiez-le.");
  return host;
};

/** Fields of a form about a server. The password is read apart: it may be the one already kept. */
export const ACCESS_FIELDS = {
  host: hostReader,
  port: wholeNumber("Le port", 1, 65_535),
  security: oneOf(MAIL_SECURITIES, "Choisissez la sécurité de la connexion."),
  userName: line("l’identifiant", 254, { optional: true }),
} as const;

export const SERVER_FIELDS = {
  ...ACCESS_FIELDS,
  fromEmail: (text: string, field: string) => {
    if (text === "") throw new DomainError("REQUIRED", "Indiquez l’adresse d’où partent vos relances.");
    return parseEmailAddress(text, field);
  },
  perMinute: wholeNumber("Le rythme d’envoi, en messages par minute", 1, 600),
} as const;
