import { lookup as lookupName } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Ranges of the registries of special-purpose addresses (RFC 6890 and its successors) that are
 * not the public network: this machine, private and shared networks, link-local (where clouds
 * keep their credentials), documentation, benchmarks, multicast, reserved.
 */
const SPECIAL_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/**
 * Inside the only public range of IPv6: tunnels that carry an IPv4 address (Teredo, 6to4), and
 * what is kept for documentation and identifiers. Mapped, translated (NAT64) and local addresses
 * lie outside of it.
 */
const SPECIAL_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const special = new BlockList();
for (const [network, prefix] of SPECIAL_V4) special.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of SPECIAL_V6) special.addSubnet(network, prefix, "ipv6");

const globalV6 = new BlockList();
globalV6.addSubnet("2000::", 3, "ipv6");

/** True for an address of the public network. The address is read as a number, not as text. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, "ipv4");
    case 6:
      return globalV6.check(address, "ipv6") && !special.check(address, "ipv6");
    default:
      return false;
  }
}

/** Code of the error of a lookup that led to an address which is not public. */
export const PRIVATE_ADDRESS = "EPRIVATE";

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is not on the public network`), { code: PRIVATE_ADDRESS });
}

/**
 * A lookup that answers public addresses only. A name with one address that is not public is
 * refused whole: it is either a mistake or an attempt to be let in by the second try. The
 * connection goes to the address answered here, so a name that changes meanwhile gains nothing.
 */
export function publicLookup(resolve: LookupFunction = lookupName as LookupFunction): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, answer, family) => {
      if (error) return callback(error, "");
      const addresses = Array.isArray(answer)
        ? answer
        : [{ address: answer, family: family ?? isIP(answer) }];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(refusal(host), "");
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
