import { messageReader } from "@/context/messageReader";
import { rates } from "@/context/rates";
import { readScenario } from "@/usecases/dunning/readScenario";
import { type Entered, tryEnterCompany } from "../../../../_server/company";
import { orGone } from "../../../../_server/csvFile";
import { framedMail } from "../../../../_server/framedMail";
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

async function laidOut(
  { ctx, user }: Entered,
  id: string,
  search: Record<string, string>,
): Promise<Response> {
  const { preview } = await readScenario(ctx, id, scenarioQuery(search), { rates, callerName: user.name });
  if (preview?.kind !== "EMAIL") return new Response(null, { status: 404 });
  const { html, text } = await messageReader().render({ kind: "reminder", reminder: preview.content });
  return search.forme === "texte" ? plainText(text) : framedMail(html);
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
