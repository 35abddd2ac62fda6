/** A server named by a customer must be on the public network, whatever way its address is written. */
import { describe, expect, it } from "vitest";
import { isPublicAddress, publicLookup } from "@/mail/publicAddress";
import { startSmtpSink } from "../support/smtpSink";
import { plainServer, rawMail, testPool } from "./harness";

const PRIVATE = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "2001:db8::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "ff02::1",
];
const PUBLIC = [
  "8.8.8.8",
  "172.15.255.255",
  "172.32.0.1",
  "100.128.0.1",
  "2a00:1450:4007::1",
  "2001:41d0::1",
];

describe("an address", () => {
  it.each(PRIVATE)("%s is not public", (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(["localhost", "2130706433", "0x7f.1", "127.1", ""])("%s is no address", (text) =>
    expect(isPublicAddress(text)).toBe(false),
  );
});

/** A lookup that answers what the test says. */
function answering(...addresses: string[]) {
  return publicLookup((_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    ),
  );
}

function lookUp(lookup: ReturnType<typeof answering>, options: object): Promise<unknown> {
  return new Promise((resolve) =>
    lookup("mail.client.test", options, (error, address) => resolve(error?.code ?? address)),
  );
}

describe("a name", () => {
  it("is refused when one of its addresses is private", async () => {
    expect(await lookUp(answering("8.8.8.8", "10.0.0.1"), {})).toBe("EPRIVATE");
    expect(await lookUp(answering("::ffff:10.0.0.1"), { all: true })).toBe("EPRIVATE");
    expect(await lookUp(answering(), {})).toBe("EPRIVATE");
  });

  it("leads to the addresses that were checked, and to no other", async () => {
    expect(await lookUp(answering("8.8.8.8", "8.8.4.4"), {})).toBe("8.8.8.8");
    expect(await lookUp(answering("8.8.8.8"), { all: true })).toEqual([{ address: "8.8.8.8", family: 4 }]);
  });
});

describe("a server on this machine", () => {
  it.each([
    ["by its address", "127.0.0.1"],
    ["by its name", "localhost"],
    ["by an address in disguise", "2130706433"],
  ])("named %s hears nothing at all", async (_, host) => {
    const sink = await startSmtpSink();
    const pool = testPool();
    const server = plainServer(sink.port, { host, isPublicOnly: true });
    const outcome = await pool.deliver(rawMail("key", ["r@client.test"]), { server });
    expect(outcome.kind === "not_sent" && ["private_address", "dns"].includes(outcome.reason)).toBe(true);
    expect(sink.stats().connections).toBe(0);
    await pool.close();
    await sink.close();
  });

  it("that changes its name's address after the test is still refused", async () => {
    const sink = await startSmtpSink();
    const pool = testPool();
    const server = plainServer(sink.port, {
      host: "mail.client.test",
      isPublicOnly: true,
      lookup: (_name, _options, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    expect(await pool.deliver(rawMail("key", ["r@client.test"]), { server })).toMatchObject({
      kind: "not_sent",
      reason: "private_address",
    });
    expect(sink.stats().connections).toBe(0);
    await pool.close();
    await sink.close();
  });
});
