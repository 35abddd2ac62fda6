/** GET /api/health: the whole installation, for whoever watches it. 503 when a part of it is missing. */
import { readHealth } from "@/context/health";

export async function GET(): Promise<Response> {
  const { isWell, ...parts } = await readHealth();
  return Response.json(
    { status: isWell ? "well" : "not well", ...parts },
    { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
