/** A day's post on paper: every chosen letter in one PDF, or the list that goes with them. */
import { notFound } from "next/navigation";
import { postPrinter } from "@/context/printing";
import { DomainError } from "@/domain/invariant";
import { printPost } from "@/usecases/dunning/printLetters";
import { tryEnterCompany } from "../../../../_server/company";
import { shownPdfHeaders } from "../../../../_server/fileResponse";

type Context = { params: Promise<{ societe: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe } = await params;
  const entered = await tryEnterCompany(societe, "work");
  if (!entered) notFound();
  const search = new URL(request.url).searchParams;
  const part = search.get("partie") === "liste" ? "liste" : "lettres";
  try {
    const { name, bytes } = await printPost(entered.ctx, search.getAll("lettre"), part, postPrinter);
    return new Response(bytes, { headers: shownPdfHeaders(name) });
  } catch (error) {
    if (error instanceof DomainError && error.code === "POST_EMPTY") notFound();
    throw error;
  }
}
