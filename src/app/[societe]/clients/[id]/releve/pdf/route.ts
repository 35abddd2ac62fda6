/** The statement on paper, as it would be attached now. */
import { notFound } from "next/navigation";
import { statementPrinter } from "@/context/printing";
import { DomainError } from "@/domain/invariant";
import { drawAccount } from "@/usecases/settlement/loadStatementsOfAccount";
import { readAccountContent } from "@/usecases/settlement/readStatementDraft";
import { tryEnterCompany } from "../../../../../_server/company";
import { fileHeaders } from "../../../../../_server/fileResponse";

type Context = { params: Promise<{ societe: string; id: string }> };

/** 404 for a client of another company; 422 with its sentence when a letter cannot be printed. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) notFound();
  try {
    const { content, today } = await readAccountContent(inside.ctx, id);
    const { filename, contentType, content: bytes } = await drawAccount(content, today, statementPrinter);
    return new Response(Uint8Array.from(bytes), { headers: fileHeaders(filename, contentType) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "NOT_FOUND") notFound();
    return new Response(error.message, {
      status: 422,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
    });
  }
}
