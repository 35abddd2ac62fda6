import { accountStatementCsv, readAccountStatement } from "@/usecases/parties/accountStatement";
import { tryEnterCompany } from "../../../../../_server/company";
import { csvFile, orGone } from "../../../../../_server/csvFile";

type Context = { params: Promise<{ societe: string; id: string }> };

/** The statement of account as a file for a spreadsheet. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) return new Response(null, { status: 404 });
  return orGone(statementFile(inside.ctx, id));
}

async function statementFile(ctx: Parameters<typeof readAccountStatement>[0], id: string): Promise<Response> {
  const statement = await readAccountStatement(ctx, id);
  return csvFile(accountStatementCsv(statement), `releve-${statement.client.name}-${statement.on}`);
}
