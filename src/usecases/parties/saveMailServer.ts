/** The company's own mail server: named, tested, used or not. */

import { inCompany } from "@/db/inCompany";
import {
  forgetServerProblem,
  openMailServer,
  readMailServer,
  recordServerProblem,
  saveMailServer,
} from "@/db/parties/mailServer";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import {
  problemDetail,
  type ServerProblem,
  serverProblemOf,
  serverRestMs,
} from "@/domain/dunning/serverProblem";
import { explainProblem } from "@/domain/dunning/serverProblemWords";
import { fieldError, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { NBSP } from "@/domain/money";
import { type OwnServer, SERVER_FIELDS } from "@/domain/parties/mailServer";
import { journalCompany } from "../journalBy";
import type { CompanyCtx } from "../ports";

/** Speaks to a server without sending anything. */
export interface ServerProbe {
  /** Why this installation does not let a company name this server; null when it does. */
  refusal(server: OwnServer): string | null;
  /** Goes through the dialogue up to the message itself, addressed to the sender, and stops there. */
  test(server: OwnServer): Promise<DeliveryOutcome>;
}

const MAX_PASSWORD_LENGTH = 500;

/** The field each problem is about, so that its explanation stands where it can be mended. */
const FIELD_OF: Record<ServerProblem, keyof typeof SERVER_FIELDS | "password"> = {
  NAME: "host",
  PRIVATE: "host",
  CONNECTION: "port",
  SILENCE: "port",
  ENCRYPTION: "security",
  SIGN_IN: "password",
  NO_SIGN_IN: "port",
  SENDER: "fromEmail",
  PACE: "perMinute",
  DIALOGUE: "port",
  REFUSAL: "host",
  SEALED: "password",
};

/**
 * Tests the server, keeps it when it would take a message, and uses it from now on. A server that
 * fails its test changes nothing: messages leave as they did before.
 *
 * @throws InputError with every field that is wrong, or what the test has shown beside its field
 */
export async function saveOwnServer(ctx: CompanyCtx, raw: RawFields, probe: ServerProbe): Promise<void> {
  const { perMinute, ...fields } = readFields(raw, SERVER_FIELDS);
  const typed = raw.password ?? "";
  if (typed.length > MAX_PASSWORD_LENGTH) {
    throw fieldError("password", "TOO_LONG", `${MAX_PASSWORD_LENGTH}${NBSP}caractères au plus.`);
  }
  const kept = typed === "" ? await keptPassword(ctx, fields) : null;
  const server: OwnServer = { ...fields, password: kept ?? typed };
  if (server.userName !== "" && server.password === "") {
    throw fieldError("password", "REQUIRED", "Saisissez le mot de passe de ce compte.");
  }
  const refusal = probe.refusal(server);
  if (refusal) throw fieldError("host", "HOST", refusal);
  const outcome = await probe.test(server);
  const problem = serverProblemOf(outcome, true);
  if (problem)
    throw fieldError(FIELD_OF[problem], problem, problemWords(problem, server, problemDetail(outcome)));
  await inCompany(ctx.companyId, async (tx) => {
    const { password: _, ...named } = server;
    await saveMailServer(tx, ctx.companyId, {
      server: named,
      password: kept === null ? typed : null,
      perMinute,
      now: new Date(ctx.clock.now()),
    });
    await journalCompany(tx, ctx, "company.mail_server_saved", { ...named, perMinute });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** Everything there is to say about a failed test, in one text. */
export function problemWords(problem: ServerProblem, server: OwnServer, detail: string): string {
  const { title, advice } = explainProblem(problem, server);
  const words = detail === "" ? [] : [`Réponse du serveur${NBSP}: «${NBSP}${detail}${NBSP}»`];
  return [title, ...advice, ...words].join(" ");
}

/** The password there is goes with the server and the user it was given for, and with no other. */
async function keptPassword(
  ctx: CompanyCtx,
  fields: Pick<OwnServer, "host" | "port" | "userName" | "security">,
): Promise<string | null> {
  const row = await inCompany(ctx.companyId, (tx) => readMailServer(tx, ctx.companyId));
  const same =
    row !== null &&
    row.host === fields.host &&
    row.port === fields.port &&
    row.userName === fields.userName &&
    row.security === fields.security;
  return same ? (openMailServer(row)?.password ?? null) : null;
}

/** Tests the server that is kept, once more; what is found is remembered. @returns what is wrong, or null */
export async function testOwnServer(ctx: CompanyCtx, probe: ServerProbe): Promise<ServerProblem | null> {
  const row = await inCompany(ctx.companyId, (tx) => readMailServer(tx, ctx.companyId));
  if (!row) throw new DomainError("NOT_FOUND", "Aucun serveur n’est enregistré.");
  const server = openMailServer(row);
  const isRefused = server !== null && probe.refusal(server) !== null;
  const outcome = server && !isRefused ? await probe.test(server) : null;
  const problem = outcome ? serverProblemOf(outcome, true) : isRefused ? "PRIVATE" : "SEALED";
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    if (problem === null) await forgetServerProblem(tx, ctx.companyId, new Date(now));
    else {
      await recordServerProblem(tx, ctx.companyId, {
        problem,
        detail: outcome ? problemDetail(outcome) : "",
        restUntil: new Date(now + serverRestMs(row.failures + 1)),
        now: new Date(now),
      });
    }
    await journalCompany(tx, ctx, "company.mail_server_tested", { host: row.host, problem });
  });
  if (problem === null) await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return problem;
}

/** Goes back to the platform's server, and forgets the password. @returns true when there was one */
export async function removeOwnServer(ctx: CompanyCtx): Promise<boolean> {
  const removed = await inCompany(ctx.companyId, async (tx) => {
    const { count } = await tx.mailServer.deleteMany({ where: { companyId: ctx.companyId } });
    if (count > 0) await journalCompany(tx, ctx, "company.mail_server_removed", {});
    return count > 0;
  });
  if (removed) await ctx.bell.ring("dunning", { companyId: ctx.companyId });
  return removed;
}
