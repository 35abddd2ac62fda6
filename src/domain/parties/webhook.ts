/** Addresses that are told what happens in a company: how they are named, tried again, and given up. */
import type { FieldReader } from "../fields";
import { DomainError } from "../invariant";
import { typeset } from "../typography";

/** Addresses of one company. */
export const MAX_ENDPOINTS = 5;

/** How long the secret before the present one signs as well, so that no program misses a message meanwhile. */
export const PREVIOUS_SECRET_MS = 24 * 3_600_000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits before the second attempt, the third, and so on. After the last one the delivery is given up. */
export const RETRY_DELAYS_MS: readonly number[] = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
];

/** An address of which nothing arrived for so long is left alone, once a message was given up. */
export const FAILING_MS = 3 * 24 * HOUR_MS;

/** Events, and what became of them, are kept this long. */
export const WEBHOOK_DAYS = 30;

/** Why a post was not answered. */
export type WebhookProblem = keyof typeof PROBLEM_SENTENCES;

const PROBLEM_SENTENCES = {
  dns: "nom introuvable",
  private_address: "adresse d’un réseau privé",
  refused_address: "adresse qui n’est plus acceptée",
  connect: "connexion impossible",
  tls: "connexion chiffrée refusée : vérifiez le certificat",
  timeout: "pas de réponse en dix secondes",
  broken: "connexion interrompue",
  secret: "secret illisible : renouvelez-le",
} as const;

/** What came back from an address. */
export type WebhookAnswer = { status: number } | { problem: WebhookProblem };

/** The answer in a few words: « réponse 500 », « pas de réponse en dix secondes ». */
export function webhookAnswerText(answer: { status: number | null; problem: string | null }): string {
  if (answer.status !== null) return `réponse ${answer.status}`;
  const { problem } = answer;
  return problem !== null && Object.hasOwn(PROBLEM_SENTENCES, problem)
    ? typeset(PROBLEM_SENTENCES[problem as WebhookProblem])
    : "pas encore envoyé";
}

export type EndpointState = "ACTIVE" | "PAUSED" | "FAILING" | "GONE";

/** What follows from an attempt. */
export type AfterPost =
  | { kind: "delivered" }
  | { kind: "again"; inMs: number }
  | { kind: "given_up" }
  /** The address says that it exists no more. */
  | { kind: "gone" };

/**
 * Judges an attempt: any 2xx is a delivery, 410 switches the address off, anything else is tried again.
 *
 * @param attempts begun so far, this one included
 */
export function afterPost(answer: WebhookAnswer, attempts: number): AfterPost {
  if ("status" in answer) {
    if (answer.status >= 200 && answer.status < 300) return { kind: "delivered" };
    if (answer.status === 410) return { kind: "gone" };
  }
  const inMs = RETRY_DELAYS_MS[attempts - 1];
  return inMs === undefined ? { kind: "given_up" } : { kind: "again", inMs };
}

const MAX_URL = 500;

/** The address as a person types it, in the form in which it will be called. */
export const webhookUrl: FieldReader<string> = (text) => {
  if (text === "") throw new DomainError("REQUIRED", "Indiquez l’adresse qui recevra les évènements.");
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new DomainError(
      "URL",
      typeset("Indiquez une adresse complète, par exemple https://exemple.fr/dument."),
    );
  if (url.username !== "" || url.password !== "")
    throw new DomainError(
      "CREDENTIALS",
      typeset(
        "Retirez le nom et le mot de passe de l’adresse : la signature prouve que l’envoi vient de Dûment.",
      ),
    );
  url.hash = "";
  if (url.href.length > MAX_URL) throw new DomainError("LONG", `Au plus ${MAX_URL} caractères.`);
  return url.href;
};

/** The part of an address that the journal and lists show: the rest may hold a secret. */
export function hostOf(url: string): string {
  return new URL(url).host;
}
