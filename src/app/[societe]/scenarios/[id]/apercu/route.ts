import { messageReader } from "@/context/messageReader";
import { rates } from "@/context/rates";
import { TEXT_LANGUAGES } from "@/domain/dunning/readyTexts";
import type { StepPreview } from "@/usecases/dunning/previewStep";
import { readScenario } from "@/usecases/dunning/readScenario";
import { tryStep } from "@/usecases/dunning/tryStep";
import { type Entered, tryEnterCompany } from "../../../../_server/company";
import { orGone } from "../../../../_server/csvFile";
import { framedMail, mailBeside } from "../../../../_server/framedMail";
import { answerTyped, type Typed } from "../../../../_server/typedForm";
import { type LiveReading, readingOf } from "../../_parts/liveReading";
import { scenarioQuery } from "../../_parts/scenarioQuery";

type Context = { params: Promise<{ societe: string; id: string }> };

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
  return answerTyped(request, societe, "configure", (inside, raw) => typed(inside, id, raw));
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

async function typed(
  { ctx, user }: Entered,
  id: string,
  raw: Record<string, string>,
): Promise<Typed<LiveReading>> {
  // In the language that is typed, whoever the client is.
  const language = TEXT_LANGUAGES.find((one) => raw[`body_${one}`] !== undefined) ?? null;
  const source = { rates, callerName: user.name };
  const { errors, preview } = await tryStep(ctx, id, { ...scenarioQuery(raw), language }, raw, source);
  const html =
    preview?.kind === "EMAIL"
      ? (await messageReader().render({ kind: "reminder", reminder: preview.content })).html
      : null;
  return { errors, reading: preview && readingOf(preview, html === null ? null : mailBeside(html)) };
}

function plainText(text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
