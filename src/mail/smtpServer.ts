import { createHash } from "node:crypto";
import { isIP, type LookupFunction } from "node:net";
import { DomainError } from "@/domain/invariant";

/**
 * How the connection is protected: `direct` TLS from the first byte (smtps), STARTTLS that must
 * succeed (`required`) or is taken when offered (`offered`), or none at all (`off`).
 */
export type TlsMode = "direct" | "required" | "offered" | "off";

/** A mail server that takes our messages, and how to speak to it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly certificateAuthorities?: readonly string[];
  /** Replaces the name lookup: the connection goes to the address it answers and to no other. */
  readonly lookup?: LookupFunction;
  /** For a server named by a customer: refused when its address is not on the public network. */
  readonly isPublicOnly?: boolean;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

function urlError(problem: string): DomainError {
  return new DomainError("SMTP_URL", `L’adresse du serveur d’envoi ${problem}.`, "smtpUrl");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw urlError("contient un caractère mal codé (%)");
  }
}

function tlsModeOf(url: URL, isLoopback: boolean): TlsMode {
  if (url.protocol === "smtps:") return "direct";
  const asked = url.searchParams.get("tls");
  if (asked === "required" || asked === "offered" || asked === "off") return asked;
  if (asked !== null) throw urlError("porte un réglage «\u00a0tls\u00a0» inconnu (required, offered ou off)");
  // A password never crosses a network in clear unless the person wrote `tls=off`.
  return url.username !== "" && !isLoopback ? "required" : "offered";
}

/**
 * Reads `smtp://user:password@host:port` (STARTTLS, port 587) or `smtps://…` (TLS at once, port
 * 465); user and password are percent-encoded. `?tls=required|offered|off` changes STARTTLS: it
 * is required by default when there is a password and the server is another machine.
 *
 * @throws DomainError `SMTP_URL`; the sentence never repeats the password
 */
export function smtpServerOf(smtpUrl: string): SmtpServer {
  let url: URL;
  try {
    url = new URL(smtpUrl);
  } catch {
    throw urlError("n’est pas lisible (attendu\u00a0: smtp://serveur:port)");
  }
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
    throw urlError("doit commencer par smtp:// ou smtps://");
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (isIP(host) === 0 && !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(host))
    throw urlError("ne contient pas de nom de serveur valide");
  if ((url.username === "") !== (url.password === ""))
    throw urlError("doit porter l’identifiant et le mot de passe, ou aucun des deux");
  const tls = tlsModeOf(url, LOOPBACK.has(host));
  const port = url.port === "" ? (tls === "direct" ? 465 : 587) : Number(url.port);
  if (port === 0) throw urlError("porte un port invalide");
  if (url.username === "") return { host, port, tls };
  return { host, port, tls, credentials: { user: decoded(url.username), password: decoded(url.password) } };
}

/** Tells servers apart: the same place with another password is another server. Not reversible. */
export function serverKeyOf(server: SmtpServer): string {
  const parts = [
    server.host,
    String(server.port),
    server.tls,
    server.isPublicOnly ? "public" : "",
    server.credentials?.user ?? "",
    server.credentials?.password ?? "",
    ...(server.certificateAuthorities ?? []),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
