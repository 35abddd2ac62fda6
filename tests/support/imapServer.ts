/** A mailbox for tests: the few words of IMAP that a reader says, and a log of them. */
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface ImapServer {
  readonly port: number;
  readonly messages: Buffer[];
  /** Every command line, passwords included: to see what is asked, and what never is. */
  readonly said: string[];
  uidValidity: number;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1, with one user and one folder. */
export async function startImapServer(user: string, password: string): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const house = { messages: [] as Buffer[], said: [] as string[], uidValidity: 7 };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write("* OK ready\r\n");
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("utf8");
      for (let end = pending.indexOf("\r\n"); end >= 0; end = pending.indexOf("\r\n")) {
        answer(socket, pending.slice(0, end));
        pending = pending.slice(end + 2);
      }
    });
  });
  const answer = (socket: Socket, line: string): void => {
    house.said.push(line);
    const [, tag = "", words = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
    const fetched = /^UID FETCH (\d+)(?::(\d+))? \((.*)\)$/.exec(words);
    const most = Number(/<0\.(\d+)>/.exec(words)?.[1] ?? Number.POSITIVE_INFINITY);
    if (words.startsWith("LOGIN ")) {
      const isRight = words === `LOGIN "${user}" "${password}"`;
      socket.write(`${tag} ${isRight ? "OK" : "NO [AUTHENTICATIONFAILED]"} login\r\n`);
    } else if (words.startsWith("EXAMINE ")) {
      if (words !== 'EXAMINE "INBOX"') return void socket.write(`${tag} NO no such folder\r\n`);
      socket.write(`* ${house.messages.length} EXISTS\r\n* OK [UIDVALIDITY ${house.uidValidity}] ok\r\n`);
      socket.write(`* OK [UIDNEXT ${house.messages.length + 1}] ok\r\n${tag} OK [READ-ONLY] done\r\n`);
    } else if (fetched) {
      const [, from, to, parts = ""] = fetched;
      house.messages.forEach((mime, index) => {
        const uid = index + 1;
        if (uid < Number(from) || uid > Number(to ?? from)) return;
        const isHead = parts.includes("HEADER");
        const bytes = (isHead ? mime.subarray(0, mime.indexOf("\r\n\r\n") + 4) : mime).subarray(0, most);
        const name = isHead ? "BODY[HEADER]" : "BODY[]";
        socket.write(`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${mime.length} ${name} {${bytes.length}}\r\n`);
        socket.write(bytes);
        socket.write(")\r\n");
      });
      socket.write(`${tag} OK done\r\n`);
    } else {
      socket.write(`${tag} OK bye\r\n`);
    }
  };
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  return Object.assign(house, {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
