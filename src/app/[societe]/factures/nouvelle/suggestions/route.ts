/** Clients that the name being typed may mean, for the form of a new invoice. */
import { notFound } from "next/navigation";
import { listClientChoices } from "@/usecases/parties/listClientChoices";
import { tryEnterCompany } from "../../../../_server/company";
import { clientSuggestions } from "../../_parts/clientFields";

type Context = { params: Promise<{ societe: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe } = await params;
  const entered = await tryEnterCompany(societe, "work");
  if (!entered) notFound();
  const search = new URL(request.url).searchParams.get("q") ?? "";
  const { choices } = await listClientChoices(entered.ctx, { search, chosenId: "" });
  return Response.json(clientSuggestions(choices), { headers: { "cache-control": "private, no-store" } });
}
