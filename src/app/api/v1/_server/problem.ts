/** Refusals of the API: problem documents (RFC 9457), in French, each of a closed list of kinds. */
import type { z } from "zod";
import { errorFacts, logger } from "@/config/logger";
import { FormError, InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { IMPORT_RUNNING } from "@/usecases/invoicing/sentClient";
import { KNOWN_OTHERWISE } from "@/usecases/invoicing/takeInvoice";
import { appUrl } from "../../../_server/account";
import type { PROBLEM } from "../_parts/answers";
import { PROBLEMS, type ProblemKind } from "../_parts/problems";

/** One thing that is wrong: in the body (`pointer`, RFC 6901), in the address (`parameter`) or in a header. */
export interface ProblemPart {
  pointer?: string;
  parameter?: string;
  header?: string;
  code: string;
  detail: string;
  /** Answers among which to choose: the id of a client, say. */
  choices?: { value: string; label: string }[];
}

/** A request refused. The detail is French and says how to mend it. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly errors: readonly ProblemPart[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(kind);
    this.name = "Problem";
  }
}

/** How long an import takes, more or less. */
const IMPORT_SECONDS = 20;

/** Too much was asked: the answer says when to come back. */
export function tooBusy(seconds: number): Problem {
  const detail = `Attendez ${seconds}\u00a0seconde${seconds > 1 ? "s" : ""}, puis reprenez.`;
  return new Problem("trop-de-requetes", detail, [], { "retry-after": String(seconds) });
}

/** Where a field of a use case stands in the body of the request. */
export type PointerOf = (field: string) => string;

/** What whoever asked is told of an error; what nobody expected is logged, and told in one sentence. */
export function problemResponse(error: unknown, pointerOf: PointerOf): Response {
  const { kind, detail, errors, headers } = problemOf(error, pointerOf);
  const { status, title } = PROBLEMS[kind];
  const body: z.input<typeof PROBLEM> = {
    type: `${appUrl()}/documentation#${kind}`,
    title,
    status,
    detail,
    ...(errors.length > 0 && { errors: [...errors] }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "cache-control": "no-store", "content-type": "application/problem+json" },
  });
}

/** What forms say with their own words, in those of a request. */
const IN_REQUESTS: Readonly<Record<string, string>> = {
  "/client/kind CHOICE": "Dans la requête : b2b, public, b2c ou non_pro.",
};

function partOf(pointer: string, code: string, message: string): ProblemPart {
  const more = IN_REQUESTS[`${pointer} ${code}`];
  return { pointer, code, detail: more ? `${message} ${typeset(more)}` : message };
}

function problemOf(error: unknown, pointerOf: PointerOf): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InputError) {
    const parts = error.errors.map(({ field, code, message, choices }): ProblemPart => {
      const listed = choices?.map(({ value, label, hint }) => ({
        value,
        label: hint ? `${label}, ${hint}` : label,
      }));
      return { ...partOf(pointerOf(field), code, message), ...(listed && { choices: listed }) };
    });
    const isKnown = parts.every(({ code }) => code === KNOWN_OTHERWISE);
    return new Problem(
      isKnown ? "conflit" : "donnees-refusees",
      parts.map(({ detail }) => detail).join(" "),
      parts,
    );
  }
  if (error instanceof FormError) return keyUsed();
  if (error instanceof DomainError && error.code === IMPORT_RUNNING) return tooBusy(IMPORT_SECONDS);
  if (error instanceof DomainError) {
    const { code, field, message } = error;
    const part = field === undefined ? { code, detail: message } : partOf(pointerOf(field), code, message);
    return new Problem(code === "NOT_FOUND" ? "introuvable" : "donnees-refusees", part.detail, [part]);
  }
  logger().error(errorFacts(error), "api request failed");
  return new Problem(
    "incident",
    "Réessayez dans un instant, avec la même requête\u00a0: rien n’est enregistré deux fois.",
  );
}

function keyUsed(): Problem {
  const detail =
    "Cette clé d’idempotence a déjà servi, avec un autre contenu. Prenez-en une nouvelle pour une autre opération.";
  return new Problem("donnees-refusees", detail, [{ header: "Idempotency-Key", code: "KEY_USED", detail }]);
}
