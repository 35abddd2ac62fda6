import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import {
  findFreePort,
  findListener,
  keepPort,
  portProblem,
  portTakenSentence,
  requireFreePort,
} from "../../bin/lib/ports.mjs";
import { Refusal } from "../../bin/lib/refusal.mjs";
import { temporaryFolder } from "./temporaryFolder";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(host: string, port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}

it.each(["127.0.0.1", "0.0.0.0"])("sees that a port is taken when someone listens on %s", async (host) => {
  const port = await listen(host);
  expect(await portProblem(port)).toBe("EADDRINUSE");
});

it("never gives the same port to two programs that do not listen yet", async () => {
  const draws = [0.5, 0.5, 0.25];
  const draw = () => draws.shift() ?? Math.random();
  const first = await findFreePort(undefined, draw);
  const second = await findFreePort(undefined, draw);
  expect(second).not.toBe(first);
  expect(draws, "the port drawn twice was passed over").toEqual([]);
});

it("names who holds the port, and a port to try instead", async () => {
  const port = await listen("127.0.0.1");
  expect(findListener(port)?.pid).toBe(process.pid);
  const refused = requireFreePort(port, "127.0.0.1", "npm start");
  await expect(refused).rejects.toBeInstanceOf(Refusal);
  await expect(refused).rejects.toThrow(`processus ${process.pid}`);
  await expect(refused).rejects.toThrow(`PORT=${port + 1} npm start`);
});

it("still speaks clearly when it cannot know who", () => {
  expect(portTakenSentence(65_535, undefined, "npm start")).toBe(
    "Le port 65535 est déjà pris\u00a0: arrêtez ce programme, ou prenez un autre port\u00a0: PORT=3000 npm start",
  );
});

it("keeps a port from one start to the next, and changes it only when it is taken", async () => {
  const file = join(temporaryFolder(), "ports.json");
  const port = await keepPort(file, "postgres");
  expect(await keepPort(file, "postgres")).toBe(port);
  await listen("127.0.0.1", port);
  const other = await keepPort(file, "postgres");
  expect(other).not.toBe(port);
  await keepPort(file, "smtp");
  expect(JSON.parse(readFileSync(file, "utf8")).postgres).toBe(other);
});
