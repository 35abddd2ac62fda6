/** The PDF of a letter, shown by the browser: exactly what will be posted, whose hash is approved. */
import { notFound } from "next/navigation";
import { rates } from "@/context/rates";
import { readLetter } from "@/usecases/dunning/readLetter";
import { readDocument } from "@/usecases/invoicing/readDocument";
import { tryEnterCompany } from "../../../../_server/company";
import { shownPdfHeaders } from "../../../../_server/fileResponse";
import { orNotFound } from "../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const letter = await orNotFound(readLetter(entered.ctx, id, rates));
  if (!letter.document) notFound();
  const { name, bytes } = await orNotFound(readDocument(entered.ctx, letter.document.id));
  return new Response(bytes, { headers: shownPdfHeaders(name) });
}
