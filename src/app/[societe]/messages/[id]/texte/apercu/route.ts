/** The preview that follows the form of the words of one reminder. */
import { messageReader } from "@/context/messageReader";
import { readMessage } from "@/usecases/dunning/readMessage";
import { tryWords } from "@/usecases/dunning/tryWords";
import { type Entered, tryEnterCompany } from "../../../../../_server/company";
import { orGone } from "../../../../../_server/csvFile";
import { framedMail, mailBeside } from "../../../../../_server/framedMail";
import { answerTyped, type Typed } from "../../../../../_server/typedForm";
import type { LiveReading } from "../../../../scenarios/_parts/liveReading";
import { wordsReading } from "../wordsReading";

type Context = { params: Promise<{ societe: string; id: string }> };

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
  return answerTyped(request, societe, "approve", (inside, raw) => typed(inside, id, raw));
}

async function opened({ ctx }: Entered, id: string): Promise<Response> {
  const { parts } = await readMessage(ctx, id, messageReader());
  return framedMail(parts?.html ?? "", "written");
}

async function typed({ ctx }: Entered, id: string, raw: Record<string, string>): Promise<Typed<LiveReading>> {
  const { errors, parts, timeZone } = await tryWords(ctx, id, raw, messageReader());
  return { errors, reading: parts && wordsReading(parts, timeZone, mailBeside(parts.html)) };
}
