import type { IncomingMessage, RequestListener } from "node:http";
import type { SinkRule, SinkRules } from "./sinkRules";

export interface SinkControls {
  readonly rules: SinkRules;
  readonly counts: () => Record<string, number>;
  readonly stats: () => unknown;
  readonly forget: () => void;
}

async function bodyOf(request: IncomingMessage): Promise<SinkRule[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as SinkRule[];
}

/**
 * The control of a sink that runs in a process of its own:
 * `PUT /rules` replaces the rules, `POST /rules` adds some, `GET /counts` counts accepted
 * messages by key, `GET /stats` counts connections and commands, `POST /forget` starts afresh.
 */
export function controlHandler(controls: SinkControls): RequestListener {
  const routes: Record<string, (request: IncomingMessage) => unknown> = {
    "PUT /rules": async (request) => controls.rules.set(await bodyOf(request)),
    "POST /rules": async (request) => controls.rules.add(await bodyOf(request)),
    "GET /counts": () => controls.counts(),
    "GET /stats": () => controls.stats(),
    "POST /forget": () => controls.forget(),
  };
  return (request, response) => {
    const route = routes[`${request.method} ${request.url}`];
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value ?? {}));
    };
    if (!route) return send(404, { error: "unknown route" });
    Promise.resolve()
      .then(() => route(request))
      .then(
        (value) => send(200, value),
        (error: unknown) => send(400, { error: String(error) }),
      );
  };
}
