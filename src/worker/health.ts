/** Is the worker alive, is it ready, and its figures, on a port of its own. */
import { timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import { env } from "@/config/env";
import { errorFacts, logger } from "@/config/logger";
import { registry } from "@/config/metrics";
import { isAtWork } from "./pulse";

function mayReadMetrics(header: string | undefined): boolean {
  const token = env().METRICS_TOKEN;
  if (!token) return true;
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Serves /live, /ready and /metrics on the loopback interface (or HOST, behind the container's port). */
export function serveHealth(): Server {
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: string, type = "application/json") => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
    };
    if (request.url === "/live") return answer(200, '{"status":"alive"}');
    if (request.url === "/ready") {
      const isReady = isAtWork();
      return answer(isReady ? 200 : 503, JSON.stringify({ status: isReady ? "ready" : "not ready" }));
    }
    if (request.url === "/metrics") {
      if (!mayReadMetrics(request.headers.authorization)) return answer(401, '{"error":"unauthorized"}');
      return answer(200, await registry.metrics(), registry.contentType);
    }
    return answer(404, '{"error":"not found"}');
  });
  // Reminding matters more than being watched: a port already taken is said, and the work goes on.
  server.on("error", (error) => logger().error(errorFacts(error), "health port not served"));
  server.listen(env().WORKER_PORT, env().WORKER_HOST);
  return server;
}
