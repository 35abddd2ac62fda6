/** Mail servers that companies name: which ones this installation speaks to, and how they are tested. */
import { isIP } from "node:net";
import { env } from "@/config/env";
import { domainOf } from "@/domain/dunning/mailboxProvider";
import { type MailSecurity, type OwnServer, SUBMISSION_PORTS } from "@/domain/parties/mailServer";
import { composeMime } from "@/mail/composeMime";
import { messageIdOf } from "@/mail/messageIdOf";
import { isPublicAddress } from "@/mail/publicAddress";
import { SmtpPool } from "@/mail/smtpPool";
import { type SmtpServer, smtpServerOf, type TlsMode } from "@/mail/smtpServer";
import type { ServerProbe } from "@/usecases/parties/saveMailServer";
import { clock } from "./clock";

const TLS_MODES: Record<MailSecurity, TlsMode> = { TLS: "direct", STARTTLS: "required", NONE: "off" };

/** A person waits for the answer of a test. */
const PROBE_TIMEOUTS = { connectMs: 8_000, greetingMs: 8_000, replyMs: 10_000, finalReplyMs: 10_000 };

interface Place {
  host: string;
  port: number;
  security: MailSecurity;
}

/** May machines of this network be named? Only when the environment says so. */
function isAnywhereAllowed(): boolean {
  const { DUMENT_DEMO, MAIL_PRIVATE_HOSTS } = env();
  return MAIL_PRIVATE_HOSTS && !DUMENT_DEMO;
}

/** Is it the catcher of the demonstration, the one server its fictitious messages may reach? */
function isCatcher({ host, port }: Place): boolean {
  if (!env().DUMENT_DEMO) return false;
  const catcher = smtpServerOf(env().SMTP_URL);
  return host === catcher.host && port === catcher.port;
}

/** Why this installation does not let a company name this place; null when it does. */
export function placeRefusal(place: Place, ports: readonly number[] = SUBMISSION_PORTS): string | null {
  const { DUMENT_DEMO, SMTP_URL } = env();
  if (isCatcher(place) || isAnywhereAllowed()) return null;
  if (DUMENT_DEMO) {
    const { host, port } = smtpServerOf(SMTP_URL);
    return `La démonstration n’écrit qu’à sa propre boîte\u00a0: ${host}, port ${port}, sans chiffrement.`;
  }
  if (isIP(place.host) !== 0 && !isPublicAddress(place.host))
    return "Cette adresse est celle d’un réseau privé\u00a0: indiquez le nom public du serveur.";
  if (!ports.includes(place.port)) return `Le port est ${listed(ports)}.`;
  return place.security === "NONE" ? "La connexion doit être chiffrée\u00a0: TLS ou STARTTLS." : null;
}

function listed(ports: readonly number[]): string {
  return ports.length === 1 ? `${ports[0]}` : `${ports.slice(0, -1).join(", ")} ou ${ports.at(-1)}`;
}

/** True when the address of this place is checked at each connection, not only when it is named. */
export function isPublicOnly(place: Place): boolean {
  return !isCatcher(place) && !isAnywhereAllowed();
}

/** How to speak to a company's server. Its address is looked up, and checked, at each connection. */
export function smtpServerOfCompany(own: OwnServer): SmtpServer {
  const { host, port, security, userName, password } = own;
  return {
    host,
    port,
    tls: TLS_MODES[security],
    isPublicOnly: isPublicOnly(own),
    ...(userName !== "" && { credentials: { user: userName, password } }),
  };
}

/** Tests a server to the threshold of a message: it is offered one for its own sender, and not given it. */
export const serverProbe: ServerProbe = {
  refusal: (server) => placeRefusal(server, SUBMISSION_PORTS),
  async test(server) {
    const { APP_SECRET } = env();
    const { fromEmail } = server;
    const pool = new SmtpPool({
      clientName: domainOf(env().MAIL_FROM),
      maxConnections: 1,
      timeouts: PROBE_TIMEOUTS,
      now: () => Date.now(),
    });
    const mail = await composeMime({
      from: { name: "", address: fromEmail },
      to: [{ name: "", address: fromEmail }],
      subject: "Test de connexion",
      html: "<p>Test de connexion.</p>",
      text: "Test de connexion.",
      messageId: messageIdOf(APP_SECRET, "probe", String(clock.now()), domainOf(fromEmail)),
      date: clock.now(),
      contentKey: "probe",
      language: "fr",
    });
    try {
      return await pool.deliver(mail, { server: smtpServerOfCompany(server), beforeBody: async () => false });
    } finally {
      await pool.close({ force: true });
    }
  },
};
