import { countAttempt, RATES } from "@/auth/rateLimit";
import { messageReader } from "@/context/messageReader";
import { rates } from "@/context/rates";
import { TEXT_LANGUAGES } from "@/domain/dunning/readyTexts";
import type { StepPreview } from "@/usecases/dunning/previewStep";
import { readScenario } from "@/usecases/dunning/readScenario";
import { tryStep } from "@/usecases/dunning/tryStep";
import { boundedBody } from "../../../../_server/boundedBody";
import { type Entered, tryEnterCompany } from "../../../../_server/company";
import { orGone } from "../../../../_server/csvFile";
import { framedMail, mailBeside } from "../../../../_server/framedMail";
import { isSameOrigin } from "../../../../_server/request";
import { type LiveAnswer, readingOf } from "../../_parts/liveReading";
import { scenarioQuery } from "../../_parts/scenarioQuery";

type Context = { params: Promise<{ societe: string; id: string }> };

/** The longest text there may be is a tenth of this, whatever its letters. */
const MAX_TYPED_BYTES = 256 * 1024;

const PRIVATE = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** The message of a step exactly as it is laid out; nothing is sent. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) return new Response(null, { status: 404 });
  const search = Object.fromEntries(new URL(request.url).searchParams);
  return orGone(laidOut(inside, id, search));
}

/** The step of a form as it is being typed: what its reader would get, or what is wrong. Nothing is kept. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const inside = await tryEnterCompany(societe, "configure");
  if (!inside) return new Response(null, { status: 404 });
  const body = await boundedBody(request, MAX_TYPED_BYTES);
  if (!body) return new Response(null, { status: 413 });
  if (!(await countAttempt(RATES.previewByUser, inside.user.userId)))
    return new Response(null, { status: 429 });
  return orGone(typed(inside, id, Object.fromEntries(new URLSearchParams(body.toString("utf8")))));
}

async function laidOut(inside: Entered, id: string, search: Record<string, string>): Promise<Response> {
  const preview = await openedPreview(inside, id, search);
  const isWritten = search.forme === "saisie";
  // A frame to write in, whatever is in it first.
  if (isWritten && preview?.kind !== "EMAIL") return framedMail("", "written");
  if (preview?.kind !== "EMAIL") return new Response(null, { status: 404 });
  const { html, text } = await messageReader().render({ kind: "reminder", reminder: preview.content });
  return search.forme === "texte" ? plainText(text) : framedMail(html, isWritten ? "written" : "read");
}

/** A step of the scenario, or the one proposed to be added. */
async function openedPreview(
  { ctx, user }: Entered,
  id: string,
  search: Record<string, string>,
): Promise<StepPreview | null> {
  const query = scenarioQuery(search);
  const source = { rates, callerName: user.name };
  if (search.nouvelle === undefined) return (await readScenario(ctx, id, query, source)).preview;
  return (await tryStep(ctx, id, { ...query, offsetDays: null }, {}, source)).preview;
}

async function typed({ ctx, user }: Entered, id: string, raw: Record<string, string>): Promise<Response> {
  // In the language that is typed, whoever the client is.
  const language = TEXT_LANGUAGES.find((one) => raw[`body_${one}`] !== undefined) ?? null;
  const source = { rates, callerName: user.name };
  const { errors, preview } = await tryStep(ctx, id, { ...scenarioQuery(raw), language }, raw, source);
  const html =
    preview?.kind === "EMAIL"
      ? (await messageReader().render({ kind: "reminder", reminder: preview.content })).html
      : null;
  const answer: LiveAnswer = {
    errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    reading: preview && readingOf(preview, html === null ? null : mailBeside(html)),
  };
  return Response.json(answer, { headers: PRIVATE });
}

function plainText(text: string): Response {
  return new Response(text, { headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" } });
}
