/**
 * The one way a program enters a company: by a key in `Authorization: Bearer`. Cookies count for nothing, so
 * that no page of another site can act in the name of whoever reads it.
 */
import { accessByKey } from "@/auth/apiAccess";
import { keyMay, type Permission } from "@/auth/permissions";
import { RATES, secondsToWait, secondsToWaitForNetwork } from "@/auth/rateLimit";
import { bell } from "@/context/bell";
import { clock, refreshClock } from "@/context/clock";
import { refreshRates } from "@/context/rates";
import type { CompanyCtx } from "@/usecases/ports";
import { visitorOf } from "../../../_server/request";
import { inTurn } from "./inTurn";
import { type PointerOf, Problem, problemResponse, tooBusy } from "./problem";

export interface ApiInput<Params> {
  request: Request;
  params: Params;
  ctx: CompanyCtx;
}

/**
 * A handler that serves a key with this permission; whatever its work throws becomes a problem document.
 *
 * @param pointerOf where a field of the use case stands in the body
 */
export function withKey<Params = unknown>(
  permission: Permission,
  work: (input: ApiInput<Params>) => Promise<Response>,
  pointerOf: PointerOf = (field) => `/${field}`,
) {
  return async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    try {
      await refreshClock();
      await refreshRates();
      const ctx = await enter(request, permission);
      const input = { request, params: await params, ctx };
      return await inTurn(ctx.companyId, () => work(input));
    } catch (error) {
      return problemResponse(error, pointerOf);
    }
  };
}

async function enter(request: Request, permission: Permission): Promise<CompanyCtx> {
  const { network } = visitorOf(request.headers);
  refuseBusy(await secondsToWaitForNetwork(RATES.apiByNetwork, network));
  const key = await accessByKey(request.headers.get("authorization"), clock.now());
  if (!key) throw unknownKey();
  refuseBusy(await secondsToWait(RATES.apiByKey, key.id));
  if (!keyMay(key.scope, permission)) throw mayOnlyRead();
  return { companyId: key.companyId, actor: { kind: "key", keyId: key.id }, clock, bell };
}

function refuseBusy(seconds: number): void {
  if (seconds > 0) throw tooBusy(seconds);
}

function unknownKey(): Problem {
  const detail =
    "Envoyez l’en-tête «\u00a0Authorization: Bearer\u00a0» suivi d’une clé en service, à créer dans Réglages, API.";
  return new Problem("cle-refusee", detail, [], { "www-authenticate": 'Bearer realm="Dument"' });
}

function mayOnlyRead(): Problem {
  const detail = "Cette clé permet seulement de lire. Créez une clé «\u00a0Lecture et écriture\u00a0».";
  return new Problem("droits-insuffisants", detail, [], {
    "www-authenticate": 'Bearer realm="Dument", error="insufficient_scope"',
  });
}

/** An answer in JSON that nobody keeps. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "cache-control": "no-store" } });
}
