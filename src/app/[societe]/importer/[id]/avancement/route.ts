/** How far an import has come, for its page. */
import { notFound } from "next/navigation";
import { readImportProgress } from "@/usecases/invoicing/readImport";
import { tryEnterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { progressOf } from "../../_parts/words";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const progress = await orNotFound(readImportProgress(entered.ctx, id));
  return Response.json(progressOf(progress), { headers: { "cache-control": "private, no-store" } });
}
