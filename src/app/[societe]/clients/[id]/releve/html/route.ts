/** The HTML of the statement that would be sent, for the frame of its page: no link that answers. */
import { notFound } from "next/navigation";
import { messageReader } from "@/context/messageReader";
import { withoutLinks } from "@/domain/dunning/deadLinks";
import { readStatementDraft } from "@/usecases/settlement/readStatementDraft";
import { tryEnterCompany } from "../../../../../_server/company";
import { framedMail } from "../../../../../_server/framedMail";
import { orNotFound } from "../../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const inside = await tryEnterCompany(societe, "read");
  if (!inside) notFound();
  const { parts } = await orNotFound(readStatementDraft(inside.ctx, id, messageReader()));
  return framedMail(withoutLinks(parts.html));
}
