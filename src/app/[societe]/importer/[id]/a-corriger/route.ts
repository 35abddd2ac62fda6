/** The lines an import refused, to be mended and imported again. */
import { notFound } from "next/navigation";
import { exportRefusedLines } from "@/usecases/invoicing/exportRefusedLines";
import { tryEnterCompany } from "../../../../_server/company";
import { fileHeaders, textStream } from "../../../../_server/fileResponse";
import { orNotFound } from "../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const { name, parts } = await orNotFound(exportRefusedLines(entered.ctx, id));
  return new Response(textStream(parts), { headers: fileHeaders(name, "text/csv; charset=utf-8") });
}
