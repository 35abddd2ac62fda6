/**
 * Gives each page its Content-Security-Policy with a fresh nonce, and turns away requests too large
 * to be read. It decides nothing about rights: every page, action and handler does.
 */
import { type NextRequest, NextResponse } from "next/server";

function policy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ` 'nonce-${nonce}'`}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    // Exact messages and letters are shown in frames of our own.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What `next.config.ts` lets in. */
const MAX_BODY_BYTES = 26 * 1024 * 1024;

/** A form with a file far too large is answered before it is read: the page again, which says so. */
function tooHeavy(request: NextRequest): NextResponse | null {
  if (request.method !== "POST") return null;
  if (Number(request.headers.get("content-length") ?? 0) <= MAX_BODY_BYTES) return null;
  const page = request.nextUrl.clone();
  page.search = "?echec=fichier-trop-lourd";
  return NextResponse.redirect(page, 303);
}

/** What programs are told in the form of the API's other refusals (RFC 9457), and everybody else in a sentence. */
const UNREADABLE = {
  type: "about:blank",
  title: "Requête illisible",
  status: 400,
  detail: "Adresse illisible.",
} as const;

/** An address whose escapes are no text names nothing; the framework would call it an error of ours. */
function unreadable(request: NextRequest): NextResponse | null {
  try {
    decodeURIComponent(request.nextUrl.pathname);
    return null;
  } catch {
    const isApi = request.nextUrl.pathname.startsWith("/api/v1/");
    return new NextResponse(isApi ? JSON.stringify(UNREADABLE) : UNREADABLE.detail, {
      status: UNREADABLE.status,
      headers: { "content-type": isApi ? "application/problem+json" : "text/plain; charset=utf-8" },
    });
  }
}

export function proxy(request: NextRequest): NextResponse {
  const refused = unreadable(request) ?? tooHeavy(request);
  if (refused) return refused;
  // Asked here only because its address has an escape: the debtor's page has its own policy, always the same.
  if (request.nextUrl.pathname.startsWith("/r/")) return NextResponse.next();
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const headers = new Headers(request.headers);
  const csp = policy(nonce);
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  return response;
}

/**
 * Pages only: assets, handlers, files, the debtor's page and the frames of messages set their own policy. Written
 * out whole: the framework reads it without running it.
 */
export const config = {
  matcher: [
    "/((?!api/|r/|[^/]+/documents/|.*/(?:pdf|csv|zip|eml|html|apercu|export|impression|declaration|a-corriger|avancement|suggestions)$|_next/static|_next/image|favicon.ico|icon).*)",
    // No address of ours has an escape outside a query: one that cannot be read is refused here.
    "/(.*%.*)",
  ],
};
