/** Reading the mailbox a company named: the same caution as for its server. */
import { MAILBOX_PORTS, type MailSecurity } from "@/domain/parties/mailServer";
import {
  type MailboxRequest,
  MailboxStepError,
  readMailbox,
  type TakeMail,
} from "@/mail/inbound/readMailbox";
import { ConnectError } from "@/mail/openSocket";
import type { TlsMode } from "@/mail/smtpServer";
import { MailboxError, type MailboxReader } from "@/usecases/parties/mailboxReader";
import { isPublicOnly, placeRefusal } from "./ownServers";

const TLS_MODES: Record<MailSecurity, TlsMode> = { TLS: "direct", STARTTLS: "required", NONE: "off" };
const TIMEOUTS = { connectMs: 8_000, replyMs: 15_000 };
/** A person waits for it. */
const OPENING_MS = 30_000;
const READING_MS = 3 * 60_000;

type NamedMailbox = Parameters<MailboxReader["open"]>[0];

export const mailboxReader: MailboxReader = {
  refusal: (mailbox) => placeRefusal(mailbox, MAILBOX_PORTS),
  async open(mailbox) {
    const from = { position: null, domains: [], dialogueMs: OPENING_MS };
    return (await readFrom(mailbox, from, async () => undefined)).position;
  },
  read: (mailbox, position, domains, take) =>
    readFrom(mailbox, { position, domains, dialogueMs: READING_MS }, take),
};

async function readFrom(
  mailbox: NamedMailbox,
  from: Pick<MailboxRequest, "position" | "domains"> & { dialogueMs: number },
  take: TakeMail,
) {
  const { host, port, security, userName, password, folder } = mailbox;
  const { position, domains, dialogueMs } = from;
  const server = { host, port, tls: TLS_MODES[security], isPublicOnly: isPublicOnly(mailbox) };
  const timeouts = { ...TIMEOUTS, dialogueMs };
  try {
    return await readMailbox({ server, userName, password, folder, position, domains, timeouts }, take);
  } catch (error) {
    if (error instanceof MailboxStepError) throw explained(error, mailbox);
    throw error;
  }
}

function explained(
  { step, cause }: MailboxStepError,
  { host, port, userName, folder }: { host: string; port: number; userName: string; folder: string },
): MailboxError {
  if (step === "login") {
    return new MailboxError(
      "password",
      `${host} refuse l’identifiant ${userName} ou son mot de passe. Un mot de passe d’application est souvent nécessaire\u00a0; Microsoft 365 n’ouvre plus ses boîtes ainsi.`,
    );
  }
  if (step === "folder")
    return new MailboxError("folder", `Le dossier «\u00a0${folder}\u00a0» est introuvable.`);
  const reason = cause instanceof ConnectError ? cause.reason : "protocol";
  if (reason === "dns")
    return new MailboxError("host", `Le serveur ${host} est introuvable. Vérifiez son nom.`);
  if (reason === "private_address")
    return new MailboxError("host", `Le serveur ${host} n’est pas joignable depuis Internet.`);
  if (reason === "tls") return new MailboxError("security", `La connexion chiffrée avec ${host} a échoué.`);
  return new MailboxError(
    "port",
    `${host} ne répond pas comme une boîte aux lettres sur le port ${port}. L’usage est 993 avec TLS.`,
  );
}
