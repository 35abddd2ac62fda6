/** One post over TLS: to the address that was judged, under the name that was asked for. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PRIVATE_ADDRESS } from "@/mail/publicAddress";
import { postWebhook } from "@/webhooks/postWebhook";

const read = (name: string) => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), "utf8");
const CERTIFICATE = read("localhost.cert.pem");

let server: Server;
let port = 0;
let seen: { host?: string | undefined; name: string | false | null; body: string }[] = [];
let asked: string[] = [];

beforeAll(async () => {
  const tls = { key: read("localhost.key.pem"), cert: CERTIFICATE };
  server = createServer(tls, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ host: request.headers.host, name: (request.socket as TLSSocket).servername, body });
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());

beforeEach(() => {
  seen = [];
  asked = [];
});

const here: LookupFunction = (host, options, callback) => {
  asked.push(host);
  if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else callback(null, "127.0.0.1", 4);
};

/** Nobody listens there: a port that was just given back may be someone else's. */
const SILENT_PORT = 1;

const post = (host: string, options: Partial<Parameters<typeof postWebhook>[1]> = {}, at = port) =>
  postWebhook(
    { url: `https://${host}:${at}/`, id: "e", body: '{"é":1}', secrets: ["whsec_eA=="] },
    { lookup: here, timeoutMs: 10_000, certificateAuthorities: [CERTIFICATE], ...options },
  );

describe("a post over TLS", () => {
  it("goes to the address found once, under its name", async () => {
    expect(await post("localhost")).toEqual({ status: 200 });
    expect(seen).toEqual([{ host: `localhost:${port}`, name: "localhost", body: '{"é":1}' }]);
    expect(asked).toEqual(["localhost"]);
  });

  it("is not made to whoever has no certificate of that name, or one that nobody vouches for", async () => {
    expect(await post("outil.example")).toEqual({ problem: "tls" });
    expect(await post("localhost", { certificateAuthorities: [] })).toEqual({ problem: "tls" });
    expect(seen).toEqual([]);
  });

  it("says why no connection was made", async () => {
    const failing =
      (code: string, syscall?: string): LookupFunction =>
      (_, __, callback) =>
        callback(Object.assign(new Error(code), { code, syscall }), "");
    expect(await post("x.example", { lookup: failing("ESERVFAIL", "queryA") })).toEqual({ problem: "dns" });
    expect(await post("x.example", { lookup: failing(PRIVATE_ADDRESS) })).toEqual({
      problem: "private_address",
    });
    const silent = () => undefined;
    expect(await post("x.example", { lookup: silent, timeoutMs: 50 })).toEqual({ problem: "timeout" });
    expect(await post("localhost", {}, SILENT_PORT)).toEqual({ problem: "connect" });
  });
});
