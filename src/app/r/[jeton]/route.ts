/**
 * The signed link of a message. GET and HEAD read; only the press of a button, which posts a form
 * served by us, records an answer. Wrong, expired and revoked links are one and the same page.
 */
import { errorFacts, logger } from "@/config/logger";
import { bell } from "@/context/bell";
import { clock, refreshClock } from "@/context/clock";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { DebtorAnswer } from "@/ui/debtor/debtorPageProps";
import { acceptCounter } from "@/usecases/settlement/acceptCounter";
import { ANSWERS, answerByLink, answerWord } from "@/usecases/settlement/answerByLink";
import { type FoundLink, openAnswerLink, recordVisit } from "@/usecases/settlement/openAnswerLink";
import { requestNewLink } from "@/usecases/settlement/requestNewLink";
import { EVIDENCE_FIELD } from "@/usecases/settlement/storeEvidence";
import { appUrl } from "../../_server/account";
import { rawFields } from "../../_server/formState";
import { visitorOf } from "../../_server/request";
import { sentFiles } from "../../_server/sentFile";
import { boundedForm } from "./boundedForm";
import { isFormKey } from "./formKey";
import { mayAnswer, mayRead } from "./linkRates";
import { PRIVATE_HEADERS, pageResponse, sheetOf, tooManyResponse } from "./pageResponse";
import { closedLinkResponse } from "./renderDocument";
import { type Refused, showPage, type Visit } from "./showPage";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ jeton: string }> };

function visitOf(request: Request, token: string): Visit & { query: URLSearchParams } {
  const query = new URL(request.url).searchParams;
  const asked = query.get("langue");
  return { token, language: asked === "en" || asked === "fr" ? asked : null, query };
}

export async function GET(request: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const { jeton } = await params;
  const visitor = visitorOf(request.headers);
  if (!(await mayRead(jeton, visitor.network))) return tooManyResponse();
  const link = await openAnswerLink(jeton, clock);
  if (!link) return closedLinkResponse();
  const visit = visitOf(request, jeton);
  const state = {
    open: answerWord(visit.query.get("reponse")) ?? null,
    refusal: null,
    done: doneWord(visit.query.get("fait")),
  };
  const response = await showPage(link, visit, state, 200);
  await recordVisit(link, { network: visitor.network, agent: visitor.device }, clock);
  return response;
}

function doneWord(word: string | null): string | null {
  if (word === "accord") return "AGREED";
  const answer = answerWord(word);
  return answer ? ANSWERS[answer] : null;
}

/** Answers like GET, without a body and without writing anything. */
export async function HEAD(request: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const { jeton } = await params;
  if (!(await mayRead(jeton, visitorOf(request.headers).network))) return tooManyResponse();
  const link = await openAnswerLink(jeton, clock);
  return pageResponse(null, link ? 200 : 404, sheetOf(null));
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const { jeton } = await params;
  const { network } = visitorOf(request.headers);
  if (!(await mayAnswer(jeton, network))) return tooManyResponse();
  const link = await openAnswerLink(jeton, clock);
  const form = await boundedForm(request);
  const raw = form ? rawFields(form) : {};
  if (!link) {
    if (raw.reponse !== "nouveau-lien") return closedLinkResponse();
    await requestNewLink(jeton, { clock, bell });
    return closedLinkResponse({ isAsked: true });
  }
  const visit = visitOf(request, jeton);
  const kind: DebtorAnswer | null = raw.reponse === "accord" ? "accord" : (answerWord(raw.reponse) ?? null);
  const refuse = (refusal: Refusal, status: number) =>
    showPage(link, visit, { open: kind, refusal: { ...refusal, values: raw }, done: null }, status);
  if (form === null) return refuse(refused("BODY_TOO_LARGE", TOO_LARGE), 413);
  const site = request.headers.get("sec-fetch-site");
  const isOurs = isFormKey(raw.cle ?? "", link.id, Date.now()) && (site === null || site === "same-origin");
  if (!kind || !isOurs) return refuse(refused("FORM_OLD", TOO_OLD), 422);
  try {
    await answer(link, kind, raw, form, network);
  } catch (error) {
    if (error instanceof InputError) return refuse({ message: "", code: "", errors: error.errors }, 422);
    if (error instanceof DomainError) return refuse(refused(error.code, error.message, error.field), 422);
    logger().error(errorFacts(error), "answer failed");
    return refuse(refused("TROUBLE", TROUBLE), 500);
  }
  // Back to a page that can be reloaded without answering twice.
  const language = visit.language ? `langue=${visit.language}&` : "";
  return new Response(null, {
    status: 303,
    headers: { ...PRIVATE_HEADERS, location: `/r/${jeton}?${language}fait=${kind}#fait` },
  });
}

async function answer(
  link: FoundLink,
  kind: DebtorAnswer,
  raw: Record<string, string>,
  form: FormData,
  network: string,
): Promise<void> {
  const ports = { clock, bell, appUrl: appUrl() };
  if (kind === "accord") return acceptCounter(link, raw.versements ?? "", ports, network);
  await answerByLink(link, kind, raw, ports, network, await sentFiles(form, EVIDENCE_FIELD));
}

const TOO_LARGE = "Ces fichiers sont trop lourds ensemble\u00a0: trois fichiers de 5\u00a0Mo au plus.";
const TOO_OLD = "Cette page était ouverte depuis trop longtemps. Vérifiez votre réponse et renvoyez-la.";
const TROUBLE = "Quelque chose n’a pas fonctionné de notre côté. Réessayez dans un instant.";

type Refusal = Omit<Refused, "values">;

function refused(code: string, message: string, field?: string): Refusal {
  return field
    ? { message: "", code: "", errors: [{ field, code, message }] }
    : { message, code, errors: [] };
}
