/**
 * GET /api/health/ready: may pages be asked of this process? The database decides alone: debtors and
 * creditors must be served even when no worker is there. The rest is told for whoever reads it.
 */
import { readHealth } from "@/context/health";

export async function GET(): Promise<Response> {
  const { database, queue, worker } = await readHealth();
  const isReady = database === "up";
  return Response.json(
    { status: isReady ? "ready" : "not ready", database, queue, worker },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
