/** The list of invoices as a file, filtered as the page is. */
import { notFound } from "next/navigation";
import { formatDate } from "@/domain/dateText";
import { exportInvoices } from "@/usecases/invoicing/exportInvoices";
import { readInvoiceQuery } from "@/usecases/invoicing/listInvoices";
import { tryEnterCompany } from "../../../_server/company";
import { fileHeaders, textStream } from "../../../_server/fileResponse";

type Context = { params: Promise<{ societe: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const { searchParams } = new URL(request.url);
  const query = readInvoiceQuery(Object.fromEntries(searchParams));
  const { today, parts } = await exportInvoices(entered.ctx, query);
  const name = `Factures au ${formatDate(today).replaceAll("\u00a0", " ")}.csv`;
  return new Response(textStream(parts), {
    headers: fileHeaders(name, "text/csv; charset=utf-8"),
  });
}
