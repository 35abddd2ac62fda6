/**
 * The large mailbox providers: each counts what reaches it from one sender, whatever the domain
 * of the address, and answers « too many » when it comes in a burst.
 */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  google: ["gmail.com", "googlemail.com"],
  microsoft: ["outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr", "msn.com"],
  yahoo: ["yahoo.com", "yahoo.fr", "ymail.com", "aol.com"],
  apple: ["icloud.com", "me.com", "mac.com"],
  orange: ["orange.fr", "wanadoo.fr", "voila.fr"],
  free: ["free.fr", "freesbee.fr", "aliceadsl.fr"],
  sfr: ["sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr", "numericable.fr", "9online.fr"],
  laposte: ["laposte.net"],
  bouygues: ["bbox.fr"],
  proton: ["proton.me", "protonmail.com", "pm.me"],
  gmx: ["gmx.fr", "gmx.com", "gmx.net"],
};

const BY_DOMAIN = new Map(
  Object.entries(PROVIDERS).flatMap(([provider, domains]) => domains.map((domain) => [domain, provider])),
);

/** The part of an address after the @, in small letters. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** The large provider that holds the mailbox; null for a domain of its own. */
export function mailboxProvider(address: string): string | null {
  return BY_DOMAIN.get(domainOf(address)) ?? null;
}
