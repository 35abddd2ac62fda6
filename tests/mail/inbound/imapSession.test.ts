/** Servers that companies name: whatever they say, or do not say, reading ends. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { readMailbox, type TakeMail } from "@/mail/inbound/readMailbox";
import { startImapServer } from "../../support/imapServer";
import { TEST_TLS } from "../harness";

const TIMEOUTS = { connectMs: 300, replyMs: 300, dialogueMs: 1_000 };
const closings: (() => void)[] = [];

afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** A server that greets, then does this with each command. */
async function startServer(answer: (socket: Socket, command: string) => void): Promise<number> {
  const server = createServer((socket) => {
    closings.push(() => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => answer(socket, chunk.toString("latin1")));
    socket.write("* OK ready\r\n");
  });
  closings.push(() => server.close());
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

const request = (port: number, change: { tls?: "off" | "required"; last?: bigint } = {}) => ({
  server: { host: "127.0.0.1", port, tls: change.tls ?? ("off" as const) },
  userName: "helene",
  password: "pw",
  folder: "INBOX",
  position: change.last === undefined ? null : { uidValidity: 7n, lastUid: change.last },
  domains: ["dument.example"],
  timeouts: TIMEOUTS,
});
const nothing: TakeMail = async () => undefined;

/** Writes the same words for as long as anybody takes them. */
function flood(socket: Socket, words: Buffer): void {
  while (!socket.destroyed && socket.write(words));
  if (!socket.destroyed) socket.once("drain", () => flood(socket, words));
}

describe("a server", () => {
  it("that encrypts is read so, and nothing it said in clear after it agreed counts", async () => {
    const port = await startServer((socket, command) => {
      if (!command.includes("STARTTLS")) return;
      socket.removeAllListeners("data");
      socket.write("D1 OK go\r\nD2 NO injected\r\n");
      const secured = new TLSSocket(socket, { isServer: true, ...TEST_TLS });
      secured.on("data", (chunk) => {
        const [tag, word] = chunk.toString().split(" ");
        if (word === "EXAMINE") secured.write("* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n");
        secured.write(`${tag} OK done\r\n`);
      });
    });
    const { server, ...rest } = request(port, { tls: "required" });
    const trusted = { ...server, host: "localhost", certificateAuthorities: [TEST_TLS.cert] };
    const { position } = await readMailbox({ ...rest, server: trusted }, nothing);
    expect(position).toEqual({ uidValidity: 7n, lastUid: 3n });
  });

  it("that agrees to TLS and falls silent is left", async () => {
    const port = await startServer((socket, command) => {
      if (command.includes("STARTTLS")) socket.write("D1 OK go\r\n");
    });
    await expect(readMailbox(request(port, { tls: "required" }), nothing)).rejects.toMatchObject({
      step: "open",
      cause: { reason: "tls" },
    });
  });

  it("that closes instead of TLS is left", async () => {
    const port = await startServer((socket, command) => {
      if (command.includes("STARTTLS")) socket.end("D1 OK go\r\n");
    });
    await expect(readMailbox(request(port, { tls: "required" }), nothing)).rejects.toMatchObject({
      step: "open",
    });
  });

  it("that says a word now and then, and never its answer, is left", async () => {
    const port = await startServer((socket) => {
      const timer = setInterval(() => socket.write("* OK patience\r\n"), 50);
      socket.on("close", () => clearInterval(timer));
    });
    await expect(readMailbox(request(port), nothing)).rejects.toMatchObject({
      step: "login",
      cause: { reason: "timeout" },
    });
  });

  it.each([
    ["literals", Buffer.from(`* X {1000000}\r\n${"a".repeat(1_000_000)}\r\n`)],
    ["lines", Buffer.from("* X\r\n".repeat(10_000))],
    ["a line", Buffer.from("a".repeat(1_000_000))],
  ])("that never stops sending %s is left, and not listened to meanwhile", async (_, words) => {
    let taken = 0;
    const port = await startServer((socket) => {
      flood(socket, words);
      socket.on("close", () => {
        taken = socket.bytesWritten - socket.writableLength;
      });
    });
    await expect(readMailbox(request(port), nothing)).rejects.toMatchObject({
      step: "login",
      cause: { message: expect.stringMatching(/more than was asked for|an endless line/) },
    });
    await expect.poll(() => taken).toBeGreaterThan(0);
    // What the two ends of a connection hold; it once was all the memory there is.
    expect(taken).toBeLessThan(50_000_000);
  });

  it("that answers with other messages than those asked for is not believed", async () => {
    const asked: string[] = [];
    const head = "In-Reply-To: <a@dument.example>\r\n\r\n";
    const port = await startServer((socket, command) => {
      const [tag, ...words] = command.trim().split(" ");
      if (words[0] === "EXAMINE") socket.write("* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n");
      if (words.join(" ").includes("HEADER")) {
        for (const uid of ["99999999999999", "900", "3", "3", "1"])
          socket.write(`* 1 FETCH (UID ${uid} BODY[HEADER] {${head.length}}\r\n${head})\r\n`);
      } else if (words[0] === "UID") asked.push(words[2] ?? "");
      socket.write(`${tag} OK done\r\n`);
    });
    const { position } = await readMailbox(request(port, { last: 1n }), nothing);
    expect(asked).toEqual(["3"]);
    expect(position).toEqual({ uidValidity: 7n, lastUid: 3n });
  });
});

describe("messages", () => {
  it("are handed over one at a time, the next one is fetched after that", async () => {
    const imap = await startImapServer("helene", "pw");
    closings.push(() => void imap.close());
    const head = "In-Reply-To: <a@dument.example>\r\n\r\n";
    imap.messages.push(...["un", "deux", "trois"].map((text) => Buffer.from(`${head}${text}`)));
    const story: string[] = [];
    const { position, hasMore } = await readMailbox(request(imap.port, { last: 0n }), async (mime, uid) => {
      story.push(`${uid}: ${imap.said.filter((line) => line.includes("BODY.PEEK[]")).length} fetched`);
      expect(Buffer.from(mime).toString()).toContain(["un", "deux", "trois"][Number(uid) - 1]);
    });
    expect(story).toEqual(["1: 1 fetched", "2: 2 fetched", "3: 3 fetched"]);
    expect({ position, hasMore }).toEqual({ position: { uidValidity: 7n, lastUid: 3n }, hasMore: false });
  });

  it("that are too many for one reading are left to the next one", async () => {
    const imap = await startImapServer("helene", "pw");
    closings.push(() => void imap.close());
    const mail = Buffer.concat([
      Buffer.from("In-Reply-To: <a@dument.example>\r\n\r\n"),
      Buffer.alloc(9_900_000, "a"),
    ]);
    imap.messages.push(...Array.from({ length: 8 }, () => mail));
    const taken: bigint[] = [];
    const slowly = { ...request(imap.port, { last: 0n }), timeouts: { ...TIMEOUTS, dialogueMs: 60_000 } };
    const { position, hasMore } = await readMailbox(slowly, async (_, uid) => void taken.push(uid));
    expect(taken).toEqual([1n, 2n, 3n, 4n, 5n, 6n]);
    expect({ position, hasMore }).toEqual({ position: { uidValidity: 7n, lastUid: 6n }, hasMore: true });
  });
});
