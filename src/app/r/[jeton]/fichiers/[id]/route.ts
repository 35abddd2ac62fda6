/** A file behind a signed link: always a download, never shown by the browser in our name. */
import { clock, refreshClock } from "@/context/clock";
import { openAnswerLink } from "@/usecases/settlement/openAnswerLink";
import { readLinkFile } from "@/usecases/settlement/readLinkFile";
import { fileHeaders } from "../../../../_server/fileResponse";
import { visitorOf } from "../../../../_server/request";
import { mayRead } from "../../linkRates";
import { PRIVATE_HEADERS, tooManyResponse } from "../../pageResponse";
import { closedLinkResponse } from "../../renderDocument";

export const dynamic = "force-dynamic";

export async function GET(
  request: Request,
  { params }: { params: Promise<{ jeton: string; id: string }> },
): Promise<Response> {
  await refreshClock();
  const { jeton, id } = await params;
  if (!(await mayRead(jeton, visitorOf(request.headers).network))) return tooManyResponse();
  const link = await openAnswerLink(jeton, clock);
  const file = link && (await readLinkFile(link, id));
  if (!file) return closedLinkResponse();
  return new Response(file.bytes, {
    headers: { ...fileHeaders(file.name, file.contentType), ...PRIVATE_HEADERS },
  });
}
