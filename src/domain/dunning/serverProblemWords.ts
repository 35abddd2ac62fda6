/** What is wrong with a mail server, explained to a person who is not a mail administrator. */
import { NBSP } from "../money";
import type { MailAccess, OwnServer } from "../parties/mailServer";
import { typeset } from "../typography";
import type { ServerProblem } from "./serverProblem";

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
