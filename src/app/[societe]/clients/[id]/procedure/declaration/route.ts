/** The declaration of claim, drafted from the records of the day. */
import { notFound } from "next/navigation";
import { paperPrinter } from "@/context/printing";
import { rates } from "@/context/rates";
import { safeFileName } from "@/domain/fileName";
import { draftDeclaration } from "@/usecases/legal/readInsolvency";
import { tryEnterCompany } from "../../../../../_server/company";
import { fileHeaders } from "../../../../../_server/fileResponse";
import { orNotFound } from "../../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const { declaration, clientName } = await orNotFound(draftDeclaration(entered.ctx, id, rates));
  const name = safeFileName(`declaration-de-creance-${clientName}`, "pdf", "declaration-de-creance");
  const bytes = await paperPrinter.printPaper(declaration);
  return new Response(Uint8Array.from(bytes), { headers: fileHeaders(name, "application/pdf") });
}
