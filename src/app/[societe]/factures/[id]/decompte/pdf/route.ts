import { claimPdfFile } from "../../../../_decompte/claimFiles";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  return claimPdfFile(request, societe, { invoiceId: id });
}
