/** What is known of the visitor behind a request, and whether the request is really ours. */
import { headers } from "next/headers";
import { env } from "@/config/env";

export interface Visitor {
  /** Address cut to its network: /24 for IPv4, /48 for IPv6; `direct` when no proxy tells it. */
  network: string;
  device: string;
}

/** Cuts an address to its network, so that a person is not followed. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(address.trim());
  if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  const parts = address.trim().toLowerCase().split("%")[0]?.split("::") ?? [];
  if (parts.length === 0 || !address.includes(":")) return "direct";
  const head = (parts[0] ?? "").split(":").filter(Boolean);
  const tail = (parts[1] ?? "").split(":").filter(Boolean);
  const zeros = parts.length > 1 ? Math.max(0, 8 - head.length - tail.length) : 0;
  const groups = [...head, ...Array.from({ length: zeros }, () => "0"), ...tail].slice(0, 3);
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? `${groups.join(":")}::/48` : "direct";
}

/** The client's address as the trusted proxies saw it; forged entries stand further left and are ignored. */
function clientAddress(forwardedFor: string | null): string {
  const { TRUSTED_PROXIES } = env();
  if (TRUSTED_PROXIES === 0 || !forwardedFor) return "";
  const chain = forwardedFor.split(",");
  return chain[chain.length - TRUSTED_PROXIES]?.trim() ?? "";
}

/** Reads the visitor from request headers. */
export function visitorOf(source: Headers): Visitor {
  return {
    network: networkOf(clientAddress(source.get("x-forwarded-for"))),
    device: (source.get("user-agent") ?? "").slice(0, 200),
  };
}

export async function currentVisitor(): Promise<Visitor> {
  return visitorOf(await headers());
}

/**
 * True when the browser says the request comes from one of our own pages. A request that says
 * nothing (neither Origin nor Sec-Fetch-Site) is refused as well.
 */
export function isSameOrigin(source: Headers): boolean {
  const site = source.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = source.get("origin");
  if (origin === null || origin === "null") return false;
  return origin === new URL(env().APP_URL).origin || origin === `http://${source.get("host")}`;
}

/** @throws when a state-changing request does not come from our own pages */
export async function requireSameOrigin(): Promise<void> {
  if (!isSameOrigin(await headers())) throw new Error("cross-site request refused");
}
