/**
 * POST /api/courrier/entrant: a mail gateway hands over a message that came back, as it received
 * it (`message/rfc822`), signed with INBOUND_SECRET. The same message twice is once.
 *
 * `X-Dument-Timestamp`: seconds since 1970. `X-Dument-Signature`: HMAC-SHA-256 of
 * `<timestamp>.<message>`, in hexadecimal.
 */
import { errorFacts, logger } from "@/config/logger";
import { refreshClock } from "@/context/clock";
import { inboundPorts, isFromGateway, MAX_INBOUND_BYTES } from "@/context/inbound";
import { receiveInbound } from "@/usecases/dunning/receiveInbound";
import { boundedBody } from "../../../_server/boundedBody";

export const dynamic = "force-dynamic";

function answer(status: number, result: string): Response {
  return Response.json({ result }, { status, headers: { "cache-control": "no-store" } });
}

export async function POST(request: Request): Promise<Response> {
  const body = await boundedBody(request, MAX_INBOUND_BYTES);
  if (body === null) return answer(413, "too large");
  const { headers } = request;
  if (!isFromGateway(body, headers.get("x-dument-timestamp"), headers.get("x-dument-signature")))
    return answer(401, "unauthorized");
  if (body.byteLength === 0) return answer(400, "empty");
  await refreshClock();
  try {
    return answer(200, await receiveInbound(body, null, inboundPorts()));
  } catch (error) {
    logger().error(errorFacts(error), "inbound message not taken");
    // The gateway keeps it and comes back.
    return answer(503, "try again");
  }
}
