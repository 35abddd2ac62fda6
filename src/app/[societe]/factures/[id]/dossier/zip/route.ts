/**
 * The evidence file, sent as it is made. It holds the messages with the personal link of the client,
 * hence asked of those who may record an answer themselves. A POST: making it is noted in the journal.
 */
import { notFound } from "next/navigation";
import { errorFacts, logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { paperPrinter, statementPrinter } from "@/context/printing";
import { rates } from "@/context/rates";
import { DomainError } from "@/domain/invariant";
import { zipStream } from "@/formats/zipStream";
import { assembleEvidence } from "@/usecases/legal/assembleEvidence";
import { readCourtQuery } from "@/usecases/legal/readCourtRoute";
import { tryEnterCompany } from "../../../../../_server/company";
import { fileHeaders } from "../../../../../_server/fileResponse";
import { requireSameOrigin } from "../../../../../_server/request";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  await requireSameOrigin();
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "work");
  if (!entered) notFound();
  const form = await request.formData();
  const query = readCourtQuery(Object.fromEntries([...form].filter(([, value]) => typeof value === "string")) as Record<string, string>);
  const ports = { rates, papers: paperPrinter, statements: statementPrinter };
  try {
    const { name, files } = await assembleEvidence(entered.ctx, id, query, ports);
    const chunks = zipStream(files, new Date(clock.now()));
    return new Response(streamOf(chunks), { headers: fileHeaders(`${name}.zip`, "application/zip") });
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    if (error instanceof DomainError) return Response.redirect(new URL(`/${societe}/factures/${id}/dossier`, request.url), 303);
    throw error;
  }
}

/** A download cut short says so: the browser reports it instead of keeping half a file as a whole one. */
function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        logger().error(errorFacts(error), "evidence file cut short");
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
