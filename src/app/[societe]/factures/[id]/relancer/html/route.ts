/** The HTML of the reminder to come, for the frame of its page: no script, no request, no link that answers. */
import { framedHandReminder } from "../../../../_relance/enterHandReminder";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const stepId = new URL(request.url).searchParams.get("modele") ?? "";
  return framedHandReminder(societe, { invoiceId: id }, stepId);
}
