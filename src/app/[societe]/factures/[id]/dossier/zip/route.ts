/**
 * The evidence file, sent as it is made. It holds the messages with the personal link of the client,
 * hence asked of those who may record an answer themselves. A POST: making it is noted in the journal.
 */
import { notFound, redirect } from "next/navigation";
import { errorFacts, logger } from "@/config/logger";
import { paperPrinter, statementPrinter } from "@/context/printing";
import { rates } from "@/context/rates";
import { DomainError } from "@/domain/invariant";
import { assembleEvidence } from "@/usecases/legal/assembleEvidence";
import { readCourtQuery } from "@/usecases/legal/readCourtRoute";
import { tryEnterCompany } from "../../../../../_server/company";
import { fileHeaders } from "../../../../../_server/fileResponse";
import { rawFields } from "../../../../../_server/formState";
import { requireSameOrigin } from "../../../../../_server/request";

type Context = { params: Promise<{ societe: string; id: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  await requireSameOrigin();
  const { societe, id } = await params;
  const entered = await tryEnterCompany(societe, "work");
  if (!entered) notFound();
  const query = readCourtQuery(rawFields(await request.formData()));
  const ports = { rates, papers: paperPrinter, statements: statementPrinter };
  try {
    const { name, chunks } = await assembleEvidence(entered.ctx, id, query, ports);
    return new Response(streamOf(chunks), { headers: fileHeaders(`${name}.zip`, "application/zip") });
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    // The page says why there is nothing to assemble.
    if (error instanceof DomainError) redirect(`/${entered.access.slug}/factures/${id}/dossier`);
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
