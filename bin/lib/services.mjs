// @ts-check
import { canConnect } from "./ports.mjs";
import { Refusal } from "./refusal.mjs";

/** @type {Record<string, number>} */
const USUAL_PORTS = { "postgres:": 5432, "postgresql:": 5432, "redis:": 6379, "rediss:": 6379 };

/**
 * Makes sure that a service given by its address answers, before the long work begins.
 *
 * @param {string} name name of the variable
 * @param {string | undefined} address
 * @throws {Refusal} when it is no address, or nobody answers there
 */
export async function requireService(name, address) {
  if (address === undefined) return;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !(url.protocol in USUAL_PORTS)) {
    throw new Refusal(
      `${name} n’est pas une adresse de la forme ${name === "REDIS_URL" ? "redis" : "postgresql"}://…`,
    );
  }
  // A local socket, as in `postgresql:///dument?host=/run/postgresql`.
  if (url.hostname === "") return;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port) || (USUAL_PORTS[url.protocol] ?? 0);
  if (await canConnect(host, port, 5000)) return;
  throw new Refusal(`Personne ne répond à ${host}:${port}\u00a0: vérifiez ${name}, ou démarrez ce service.`);
}
