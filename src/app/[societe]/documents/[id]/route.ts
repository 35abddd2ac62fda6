/** A document of the company, to download. */
import { notFound } from "next/navigation";
import { readDocument } from "@/usecases/invoicing/readDocument";
import { tryEnterCompany } from "../../../_server/company";
import { fileHeaders } from "../../../_server/fileResponse";
import { orNotFound } from "../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const { name, contentType, bytes } = await orNotFound(readDocument(entered.ctx, id));
  return new Response(bytes, { headers: fileHeaders(name, contentType) });
}
