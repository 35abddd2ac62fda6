/** GET /api/health/ready: pages can be served, because the database answers. */
import { isDatabaseReady } from "@/context/stores";

export async function GET(): Promise<Response> {
  const isReady = await isDatabaseReady();
  return Response.json(
    { status: isReady ? "ready" : "not ready", database: isReady ? "up" : "down" },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
