/** GET /api/v1/clients: every client and what it owes, a page at a time. */
import { walkClients } from "@/usecases/parties/walkClients";
import { CLIENTS_QUERY } from "../_parts/contract";
import { otherMethods } from "../_server/otherMethods";
import { presentClient } from "../_server/present";
import { readQuery } from "../_server/readRequest";
import { jsonResponse, withKey } from "../_server/withKey";

export const dynamic = "force-dynamic";

export const GET = withKey("read", async ({ request, ctx }) => {
  const query = readQuery(request, CLIENTS_QUERY);
  const { reference = null } = query;
  const siren = query.siren?.replace(/\s/g, "") ?? null;
  const walk = { reference, siren, afterId: query.cursor ?? null, limit: query.limit };
  const { clients, nextId } = await walkClients(ctx, walk);
  return jsonResponse(200, { clients: clients.map(presentClient), nextCursor: nextId });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
