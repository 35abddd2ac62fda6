/** The files of a décompte. Reading one changes nothing: nothing counts as sent. */
import { notFound } from "next/navigation";
import { statementPrinter } from "@/context/printing";
import { rates, refreshRates } from "@/context/rates";
import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";
import { claimCsv } from "@/usecases/legal/claimCsv";
import { type ClaimQuery, claimFileName, readClaim } from "@/usecases/legal/readClaim";
import { tryEnterCompany } from "../../_server/company";
import { csvFile, orGone } from "../../_server/csvFile";
import { fileHeaders } from "../../_server/fileResponse";
import { claimQueryOf } from "./claimQuery";

type Of = ClaimQuery["of"];

function queryOf(request: Request, of: Of): ClaimQuery {
  return claimQueryOf(of, Object.fromEntries(new URL(request.url).searchParams));
}

/** The statement for a spreadsheet. */
export async function claimCsvFile(request: Request, societe: string, of: Of): Promise<Response> {
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) return new Response(null, { status: 404 });
  await refreshRates();
  const read = async () => {
    const claim = await readClaim(inside.ctx, queryOf(request, of), rates);
    return csvFile(claimCsv(claim), claimFileName(claim));
  };
  return orGone(read());
}

/** The statement on paper; 404 when nothing is owed, 422 with its sentence when it is too long to be read. */
export async function claimPdfFile(request: Request, societe: string, of: Of): Promise<Response> {
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) notFound();
  await refreshRates();
  try {
    const claim = await readClaim(inside.ctx, queryOf(request, of), rates);
    if (!claim.printed) notFound();
    const bytes = await statementPrinter.printStatement(claim.printed);
    const name = safeFileName(claimFileName(claim), "pdf", "decompte");
    return new Response(Uint8Array.from(bytes), { headers: fileHeaders(name, "application/pdf") });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "NOT_FOUND") notFound();
    return new Response(error.message, {
      status: 422,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
    });
  }
}
