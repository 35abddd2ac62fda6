/** The creditor's logo, for the page of one link only. */
import { clock, refreshClock } from "@/context/clock";
import { openAnswerLink } from "@/usecases/settlement/openAnswerLink";
import { readLinkLogo } from "@/usecases/settlement/readLinkLogo";
import { visitorOf } from "../../../_server/request";
import { mayRead } from "../linkRates";
import { PRIVATE_HEADERS, tooManyResponse } from "../pageResponse";
import { closedLinkResponse } from "../renderDocument";

export const dynamic = "force-dynamic";

export async function GET(
  request: Request,
  { params }: { params: Promise<{ jeton: string }> },
): Promise<Response> {
  await refreshClock();
  const { jeton } = await params;
  if (!(await mayRead(jeton, visitorOf(request.headers).network))) return tooManyResponse();
  const link = await openAnswerLink(jeton, clock);
  const logo = link && (await readLinkLogo(link));
  if (!logo) return closedLinkResponse();
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      ...PRIVATE_HEADERS,
      "content-type": logo.type,
      "content-security-policy": "default-src 'none'",
    },
  });
}
