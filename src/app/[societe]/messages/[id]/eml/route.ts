/**
 * The exact bytes of a message: the proof. They hold the personal link of the client, hence asked
 * of those who may record an answer themselves.
 */
import { notFound } from "next/navigation";
import { readMessageBytes } from "@/usecases/dunning/readMessage";
import { tryEnterCompany } from "../../../../_server/company";
import { fileHeaders } from "../../../../_server/fileResponse";
import { orNotFound } from "../../../../_server/orNotFound";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "work");
  if (!entered) notFound();
  const bytes = await orNotFound(readMessageBytes(entered.ctx, id));
  return new Response(bytes, { headers: fileHeaders(`message-${id}.eml`, "message/rfc822") });
}
