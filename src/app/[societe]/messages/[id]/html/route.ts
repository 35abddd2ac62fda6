/** The HTML of a message, for the frame of its page: no script, no request, no link that answers. */
import { notFound } from "next/navigation";
import { messageReader } from "@/context/messageReader";
import { readMessage } from "@/usecases/dunning/readMessage";
import { tryEnterCompany } from "../../../../_server/company";
import { framedMail } from "../../../../_server/framedMail";
import { orNotFound } from "../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "read");
  if (!entered) notFound();
  const { parts } = await orNotFound(readMessage(entered.ctx, id, messageReader()));
  if (!parts) notFound();
  return framedMail(parts.html);
}
