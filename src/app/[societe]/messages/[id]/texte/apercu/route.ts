/** The preview that follows the form of the words of one reminder. */
import { countAttempt, RATES } from "@/auth/rateLimit";
import { messageReader } from "@/context/messageReader";
import { readMessage } from "@/usecases/dunning/readMessage";
import { tryWords } from "@/usecases/dunning/tryWords";
import { boundedBody } from "../../../../../_server/boundedBody";
import { type Entered, tryEnterCompany } from "../../../../../_server/company";
import { orGone } from "../../../../../_server/csvFile";
import { framedMail, mailBeside } from "../../../../../_server/framedMail";
import { isSameOrigin } from "../../../../../_server/request";
import type { LiveAnswer } from "../../../../scenarios/_parts/liveReading";
import { wordsReading } from "../wordsReading";

type Context = { params: Promise<{ societe: string; id: string }> };

/** The longest text there may be is a tenth of this, whatever its letters. */
const MAX_TYPED_BYTES = 256 * 1024;

const PRIVATE = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** The message as it speaks now, in a frame to write in. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const inside = await tryEnterCompany(societe, "approve");
  if (!inside) return new Response(null, { status: 404 });
  return orGone(opened(inside, id));
}

/** The message with the words that are being typed, or what is wrong with them. Nothing is kept. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const inside = await tryEnterCompany(societe, "approve");
  if (!inside) return new Response(null, { status: 404 });
  const body = await boundedBody(request, MAX_TYPED_BYTES);
  if (!body) return new Response(null, { status: 413 });
  if (!(await countAttempt(RATES.previewByUser, inside.user.userId)))
    return new Response(null, { status: 429 });
  return orGone(typed(inside, id, Object.fromEntries(new URLSearchParams(body.toString("utf8")))));
}

async function opened({ ctx }: Entered, id: string): Promise<Response> {
  const { parts } = await readMessage(ctx, id, messageReader());
  return framedMail(parts?.html ?? "", "written");
}

async function typed({ ctx }: Entered, id: string, raw: Record<string, string>): Promise<Response> {
  const { errors, parts, timeZone } = await tryWords(ctx, id, raw, messageReader());
  const answer: LiveAnswer = {
    errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    reading: parts && wordsReading(parts, timeZone, mailBeside(parts.html)),
  };
  return Response.json(answer, { headers: PRIVATE });
}
