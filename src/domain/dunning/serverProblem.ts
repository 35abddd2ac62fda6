/**
 * What is wrong with the mail server a company named, apart from any message: told by how far the
 * dialogue went, and explained to a person who is not a mail administrator.
 */
import { cutText } from "../cutText";
import { NBSP } from "../money";
import type { MailAccess, OwnServer } from "../parties/mailServer";
import { typeset } from "../typography";
import type { DeliveryOutcome, RefusedOutcome } from "./deliveryOutcome";

export const SERVER_PROBLEMS = [
  /** The name leads nowhere. */
  "NAME",
  /** The name leads to a machine that is not on the public network. */
  "PRIVATE",
  /** Nobody listens there. */
  "CONNECTION",
  /** Somebody may listen, nobody answers. */
  "SILENCE",
  /** The connection could not be encrypted, or the certificate is another's. */
  "ENCRYPTION",
  /** User name or password refused. */
  "SIGN_IN",
  /** The server offers no sign-in at all. */
  "NO_SIGN_IN",
  /** The server does not let this user write from this address. */
  "SENDER",
  /** Too many messages in too little time, says the server. */
  "PACE",
  /** What answers does not speak as a mail server does. */
  "DIALOGUE",
  /** The server answers and refuses to work, for now or for good. */
  "REFUSAL",
  /** The password that is kept can no longer be read. */
  "SEALED",
] as const;
export type ServerProblem = (typeof SERVER_PROBLEMS)[number];

/** Enhanced codes by which a server refuses the sender, wherever in the dialogue it says so. */
const SENDER_CODES = /^5\.(7\.1|7\.60|7\.64|1\.7|1\.8|2\.252)$/;
const PACE_CODES = /^4\.(7\.\d+|2\.1|3\.2|5\.3)$/;
/** Of these, and of their kind, what is said at RCPT speaks of the mailbox named there: full, busy, grey-listed. */
const MAILBOX_CODES = /^4\.[27]\.\d+$/;

/**
 * The problem of the server an outcome speaks of; null when it speaks of one message or one
 * recipient only, or of nothing wrong.
 *
 * @param isTest the message was a test to our own address: a refused recipient is a refused sender
 */
export function serverProblemOf(outcome: DeliveryOutcome, isTest = false): ServerProblem | null {
  switch (outcome.kind) {
    case "accepted":
    case "aborted":
    case "uncertain":
      return null;
    case "refused_permanent":
    case "refused_temporary":
      return problemOfRefusal(outcome, isTest);
    case "not_sent":
      switch (outcome.reason) {
        case "dns":
          return "NAME";
        case "private_address":
          return "PRIVATE";
        case "connect":
        case "circuit_open":
          return "CONNECTION";
        case "timeout":
          return "SILENCE";
        case "tls":
          return "ENCRYPTION";
        case "auth_unavailable":
          return "NO_SIGN_IN";
        case "protocol":
          return "DIALOGUE";
        case "connection_lost":
          return isTest ? "DIALOGUE" : null;
        case "busy":
        case "closed":
          return null;
      }
  }
}

function isPutOffForRecipient(outcome: DeliveryOutcome): outcome is RefusedOutcome {
  return (
    outcome.kind === "refused_temporary" &&
    outcome.stage === "rcpt" &&
    outcome.code !== 421 &&
    MAILBOX_CODES.test(outcome.enhancedCode ?? "")
  );
}

/**
 * Among messages handed over together, those whose recipients were put off by a server that is in truth
 * slowing us down: several recipients were, and none was taken. Of one alone it would be its own mailbox.
 */
export function slowedTogether<Delivered extends { outcome: DeliveryOutcome }>(
  delivered: readonly Delivered[],
): ReadonlySet<Delivered> {
  const putOff = delivered.filter(({ outcome }) => isPutOffForRecipient(outcome));
  const isAnyTaken = delivered.some(({ outcome }) => outcome.kind === "accepted");
  return new Set(putOff.length > 1 && !isAnyTaken ? putOff : []);
}

function problemOfRefusal(outcome: RefusedOutcome, isTest: boolean): ServerProblem | null {
  const isLater = outcome.kind === "refused_temporary";
  switch (outcome.stage) {
    case "starttls":
      return "ENCRYPTION";
    case "auth":
      return isLater ? "REFUSAL" : "SIGN_IN";
    case "greeting":
    case "ehlo":
      return "REFUSAL";
    case "mail":
      // « Authentication required »: the server wanted a user name and was given none.
      if (outcome.code === 530 || outcome.code === 535) return "SIGN_IN";
      return isLater ? "PACE" : "SENDER";
    case "rcpt":
    case "data":
    case "final":
      if (outcome.code === 530) return "SIGN_IN";
      if (SENDER_CODES.test(outcome.enhancedCode ?? "") && (isTest || outcome.stage === "final"))
        return "SENDER";
      if (!isTest && isPutOffForRecipient(outcome)) return null;
      if (isLater && (outcome.code === 421 || PACE_CODES.test(outcome.enhancedCode ?? ""))) return "PACE";
      return isTest ? (isLater ? "PACE" : "SENDER") : null;
  }
}

/** The server's own words, for whoever must tell its administrator. */
export function problemDetail(outcome: DeliveryOutcome): string {
  if (outcome.kind !== "refused_permanent" && outcome.kind !== "refused_temporary") return "";
  const code = [String(outcome.code), outcome.enhancedCode].filter(Boolean).join(" ");
  return cutText(`${code} ${outcome.text}`.trim(), 300);
}

const FIRST_REST_MS = 5 * 60_000;
const LONGEST_REST_MS = 60 * 60_000;

/**
 * How long a server in trouble is left alone: 5, 10, 20, 40 minutes, then an hour. Its messages
 * wait, each once; none of them is given up because of the server.
 *
 * @param failures failed attempts in a row, this one included
 */
export function serverRestMs(failures: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.max(0, failures - 1));
}

export interface ProblemExplanation {
  /** What is wrong, one sentence. */
  title: string;
  /** What to do, one sentence each. */
  advice: readonly string[];
}

/** Says what is wrong and what to do about it. */
export function explainProblem(
  problem: ServerProblem,
  server: Pick<OwnServer, "host" | "port" | "security" | "userName" | "fromEmail">,
): ProblemExplanation {
  const { title, advice } = explanation(problem, server);
  return { title: typeset(title), advice: advice.map(typeset) };
}

function explanation(
  problem: ServerProblem,
  server: Pick<OwnServer, "host" | "port" | "security" | "userName" | "fromEmail">,
): { title: string; advice: string[] } {
  const { host, port, userName, fromEmail } = server;
  switch (problem) {
    case "NAME":
      return {
        title: `Le serveur ${host} est introuvable.`,
        advice: [
          "Vérifiez l’orthographe du nom : votre fournisseur de messagerie l’indique dans son aide, souvent sous la forme smtp.exemple.fr.",
        ],
      };
    case "PRIVATE":
      return {
        title: `Le serveur ${host} n’est pas joignable depuis Internet : son adresse est celle d’un réseau privé.`,
        advice: ["Indiquez le nom public du serveur, celui qu’on utilise hors de vos bureaux."],
      };
    case "CONNECTION":
      return {
        title: `Rien ne répond sur le port ${port} de ${host}.`,
        advice: [
          portAdvice(server),
          "Certains serveurs n’acceptent que des adresses connues : demandez à votre fournisseur.",
        ],
      };
    case "SILENCE":
      return {
        title: `Le serveur ${host} n’a pas répondu à temps sur le port ${port}.`,
        advice: [portAdvice(server)],
      };
    case "ENCRYPTION":
      return {
        title: `La connexion chiffrée avec ${host} a échoué.`,
        advice: [
          securityAdvice(server),
          `Le certificat du serveur doit porter le nom ${host} : si votre fournisseur donne un autre nom, utilisez-le.`,
        ],
      };
    case "SIGN_IN":
      return {
        title:
          userName === ""
            ? `${host} demande un identifiant et un mot de passe.`
            : `${host} refuse l’identifiant ${userName} ou son mot de passe.`,
        advice: signInAdvice(host),
      };
    case "NO_SIGN_IN":
      return {
        title: `${host} ne propose aucune identification sur le port ${port}.`,
        advice: [
          portAdvice(server),
          "L’identification n’est souvent proposée qu’une fois la connexion chiffrée.",
        ],
      };
    case "SENDER":
      return {
        title: `${host} refuse d’envoyer au nom de ${fromEmail}.`,
        advice: [
          userName === ""
            ? "Choisissez une adresse que ce serveur connaît."
            : `Choisissez l’adresse du compte ${userName}, ou ajoutez ${fromEmail} aux adresses que ce compte peut utiliser.`,
        ],
      };
    case "PACE":
      return {
        title: `${host} demande de ralentir.`,
        advice: [
          "Baissez le nombre de messages par minute : votre fournisseur indique sa limite. L’envoi reprendra seul.",
        ],
      };
    case "DIALOGUE":
      return {
        title: `Ce qui répond sur le port ${port} de ${host} ne parle pas comme un serveur d’envoi.`,
        advice: [portAdvice(server), securityAdvice(server)],
      };
    case "REFUSAL":
      return {
        title: `${host} répond, mais refuse de travailler.`,
        advice: [
          "Ses mots, ci-dessous, disent pourquoi. Transmettez-les à votre fournisseur s’ils ne suffisent pas.",
        ],
      };
    case "SEALED":
      return {
        title: "Le mot de passe enregistré ne peut plus être lu.",
        advice: [
          "Saisissez-le de nouveau. D’ici là, rien ne part : jamais par un autre serveur que le vôtre.",
        ],
      };
  }
}

function portAdvice({ port }: Pick<MailAccess, "port">): string {
  if (port === 465) return `Essayez le port 587 avec STARTTLS : c’est l’autre usage courant.`;
  if (port === 587) return `Essayez le port 465 avec TLS : c’est l’autre usage courant.`;
  return `Les ports d’envoi usuels sont 587 avec STARTTLS et 465 avec TLS.`;
}

function securityAdvice({ port, security }: Pick<MailAccess, "port" | "security">): string {
  if (port === 465 && security !== "TLS") return "Le port 465 va avec TLS, et non avec STARTTLS.";
  if (port !== 465 && security === "TLS")
    return `Le port ${port} va d’ordinaire avec STARTTLS ; TLS va avec le port 465.`;
  return "Vérifiez la sécurité et le port ensemble : 587 avec STARTTLS, ou 465 avec TLS.";
}

/** What the main providers ask for, which their error messages do not say. */
function signInAdvice(host: string): string[] {
  if (/(^|\.)(gmail|google|googlemail)\.com$/.test(host)) {
    return [
      "Google demande un « mot de passe d’application » de seize lettres, créé dans la sécurité du compte, et non le mot de passe habituel.",
    ];
  }
  if (/(^|\.)(office365|outlook|hotmail)\.com$/.test(host)) {
    return [
      "Microsoft 365 n’accepte ces envois que si « SMTP authentifié » est activé pour la boîte : votre administrateur le fait dans le centre d’administration.",
    ];
  }
  if (/(^|\.)(yahoo|aol)\.(com|fr)$/.test(host)) {
    return ["Yahoo demande un mot de passe d’application, créé dans la sécurité du compte."];
  }
  if (/(^|\.)(icloud|me)\.com$/.test(host)) {
    return ["Apple demande un mot de passe pour application, créé sur appleid.apple.com."];
  }
  if (/(^|\.)(ovh|orange|wanadoo|free|gandi|ionos)\.(net|fr|com)$/.test(host)) {
    return [
      "L’identifiant est l’adresse électronique entière, et le mot de passe celui de la boîte, pas celui de l’espace client.",
    ];
  }
  return [
    "L’identifiant est souvent l’adresse électronique entière.",
    `Si la validation en deux étapes est active, il faut un mot de passe d’application${NBSP}: votre fournisseur le crée dans la sécurité du compte.`,
  ];
}
