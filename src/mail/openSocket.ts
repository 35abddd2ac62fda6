import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { NotSentReason } from "@/domain/dunning/deliveryOutcome";
import { isPublicAddress, PRIVATE_ADDRESS, publicLookup } from "./publicAddress";
import type { SmtpServer } from "./smtpServer";

/** The connection could not be made. Nothing was said to the server. */
export class ConnectError extends Error {
  readonly reason: NotSentReason;

  constructor(reason: NotSentReason, detail: string) {
    super(detail);
    this.name = "ConnectError";
    this.reason = reason;
  }
}

/** The TLS settings of a server: its certificate is always checked against its name. */
export function tlsOptionsOf(server: SmtpServer) {
  return {
    ...(isIP(server.host) === 0 ? { servername: server.host } : {}),
    ...(server.certificateAuthorities ? { ca: [...server.certificateAuthorities] } : {}),
    minVersion: "TLSv1.2" as const,
  };
}

function reasonOf(error: NodeJS.ErrnoException, isTcpOpen: boolean): NotSentReason {
  if (isTcpOpen) return "tls";
  if (error.code === PRIVATE_ADDRESS) return "private_address";
  return error.syscall === "getaddrinfo" || error.code === "ENOTFOUND" ? "dns" : "connect";
}

/**
 * Opens a TCP connection, and TLS on it for a `direct` server, without Nagle's delay: with it
 * each message would wait 40 ms for an acknowledgement.
 *
 * @param connectMs limit for lookup, connection and handshake together
 * @throws ConnectError also when `signal` aborts
 */
export function openSocket(server: SmtpServer, connectMs: number, signal?: AbortSignal): Promise<Socket> {
  const isDirectTls = server.tls === "direct";
  const lookup = server.isPublicOnly ? publicLookup(server.lookup) : server.lookup;
  const where = { host: server.host, port: server.port, noDelay: true, ...(lookup ? { lookup } : {}) };
  // An address written in figures is never looked up.
  if (server.isPublicOnly && isIP(server.host) !== 0 && !isPublicAddress(server.host))
    return Promise.reject(new ConnectError("private_address", "not on the public network"));
  return new Promise((resolve, reject) => {
    let isTcpOpen = false;
    const socket = isDirectTls ? connectTls({ ...where, ...tlsOptionsOf(server) }) : connect(where);
    const fail = (reason: NotSentReason, detail: string): void => {
      release();
      socket.destroy();
      reject(new ConnectError(reason, detail));
    };
    const onConnect = (): void => {
      isTcpOpen = true;
      if (!isDirectTls) onReady();
    };
    const onReady = (): void => {
      release();
      resolve(socket);
    };
    const onError = (error: NodeJS.ErrnoException): void => fail(reasonOf(error, isTcpOpen), error.message);
    const onClose = (): void => fail(isTcpOpen ? "tls" : "connect", "closed while connecting");
    const onAbort = (): void => fail("connect", "the caller withdrew");
    const timer = setTimeout(() => fail("timeout", `no connection within ${connectMs} ms`), connectMs);
    const release = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      socket.off("connect", onConnect).off("error", onError).off("close", onClose);
      // Without a listener, an error that comes when nobody looks would end the process.
      socket.on("error", () => undefined);
    };
    socket.once("connect", onConnect).once("error", onError).once("close", onClose);
    if (isDirectTls) socket.once("secureConnect", onReady);
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}
