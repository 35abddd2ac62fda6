import { exportAgingReport } from "@/usecases/reporting/readDashboard";
import { tryEnterCompany } from "../../../_server/company";
import { csvFile } from "../../../_server/csvFile";

type Context = { params: Promise<{ societe: string }> };

/** The aged balance of every client as a file for a spreadsheet. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const inside = await tryEnterCompany((await params).societe, "read");
  if (!inside) return new Response(null, { status: 404 });
  const { on, csv } = await exportAgingReport(inside.ctx);
  return csvFile(csv, `balance-agee-${inside.access.slug}-${on}`);
}
