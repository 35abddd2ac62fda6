// @ts-check
import { mkdirSync } from "node:fs";
import { paths } from "./paths.mjs";
import { canConnect, findFreePort } from "./ports.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./house.mjs").House} House */

const READY_DEADLINE_MS = 10_000;

/**
 * Starts a Redis that keeps everything in memory and goes away with us.
 *
 * @param {House} house
 * @param {string} command path of `redis-server`
 * @returns {Promise<string>} its address
 */
export async function startScratchRedis({ groups, supervisor }, command) {
  const port = await findFreePort();
  mkdirSync(paths.build, { recursive: true });
  const group = groups.spawn({
    name: "Redis",
    command,
    args: [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      paths.build,
    ],
    options: { stdio: "ignore", cwd: paths.build },
  });
  supervisor.adopt({ name: "Redis", ended: group.ended, tail: () => [], stop: () => group.stop() });
  const end = Date.now() + READY_DEADLINE_MS;
  while (!(await canConnect("127.0.0.1", port, 500))) {
    if (!group.isAlive() || Date.now() > end) throw new Refusal(`Redis (${command}) ne démarre pas.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return `redis://127.0.0.1:${port}`;
}
