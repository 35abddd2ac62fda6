/** GET /api/metrics: the figures of this process and of the whole installation in Prometheus form, for whoever has the token. */
import { timingSafeEqual } from "node:crypto";
import { env } from "@/config/env";
import { registry } from "@/config/metrics";
import { measureInstallation } from "@/context/health";

/** Without a token nothing is shown: this port is public. */
function mayRead(header: string | null): boolean {
  const token = env().METRICS_TOKEN;
  if (!token) return false;
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

export async function GET(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (!mayRead(request.headers.get("authorization"))) {
    return Response.json({ error: "unauthorized" }, { status: 401, headers });
  }
  await measureInstallation();
  return new Response(await registry.metrics(), {
    headers: { ...headers, "content-type": registry.contentType },
  });
}
