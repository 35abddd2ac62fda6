/** A day's post on paper: every chosen letter with its copies in one PDF, or the list that goes with them. */
import { notFound, redirect } from "next/navigation";
import { postPrinter } from "@/context/printing";
import { DomainError } from "@/domain/invariant";
import { printPost } from "@/usecases/dunning/printLetters";
import { tryEnterCompany } from "../../../../_server/company";
import { shownPdfHeaders } from "../../../../_server/fileResponse";
import { withFlash } from "../../../../_server/flash";

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
    if (error instanceof DomainError && error.code === "POST_TOO_LARGE") {
      redirect(
        withFlash(`/${entered.access.slug}/courriers?etat=a-poster`, { echec: "courrier-trop-lourd" }),
      );
    }
    throw error;
  }
}
