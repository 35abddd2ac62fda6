/** Looks names up without the threads that the rest of the process shares: a name server that is silent delays nobody. */
import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";
import type { LookupFunction } from "node:net";

/** What is asked of a resolver. */
export type NameResolver = Pick<Resolver, "resolve4" | "resolve6">;

const TRIES = { timeout: 2_000, tries: 2 };

/** Every address of a name, IPv4 first; an error only when it has none. */
export function resolveName(resolver: NameResolver = new Resolver(TRIES)): LookupFunction {
  return (host, options, callback) => {
    void Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]).then(([four, six]) => {
      const found: LookupAddress[] = [
        ...(four.status === "fulfilled" ? four.value.map((address) => ({ address, family: 4 })) : []),
        ...(six.status === "fulfilled" ? six.value.map((address) => ({ address, family: 6 })) : []),
      ];
      const [first] = found;
      if (!first) callback(four.status === "rejected" ? four.reason : nothing(host), "");
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

function nothing(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND", syscall: "queryA" });
}
