/** Whole documents of ours, outside the framework's pages: their headers and their policy. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accentScheme } from "@/domain/parties/accentScheme";
import { COPY_SCRIPT } from "@/ui/debtor/copyScript";

let sheet: string | undefined;

/** The page's sheet, in the creditor's colour when it has one. */
export function sheetOf(accent: string | null): string {
  sheet ??= readFileSync(join(process.cwd(), "src/ui/debtor/debtor.css"), "utf8");
  if (accent === null) return sheet;
  const { light, dark } = accentScheme(accent);
  const pair = (name: "accent" | "hover" | "on") => `light-dark(${light[name]}, ${dark[name]})`;
  return `${sheet}\n:root { --accent: ${pair("accent")}; --accent-hover: ${pair("hover")}; --on-accent: ${pair("on")}; }`;
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const SCRIPT_HASH = hashOf(COPY_SCRIPT);

/** Never kept, never followed, never indexed: the address itself is a key. */
export const PRIVATE_HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex, nofollow",
  "x-content-type-options": "nosniff",
} as const;

/** A document with its sheet, and nothing else that could load or run. */
export function pageResponse(html: string | null, status: number, css: string): Response {
  return new Response(html, {
    status,
    headers: {
      ...PRIVATE_HEADERS,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": [
        "default-src 'none'",
        `style-src ${hashOf(css)}`,
        `script-src ${SCRIPT_HASH}`,
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    },
  });
}

/** The answer to too many requests, whatever they ask. */
export function tooManyResponse(): Response {
  return new Response(
    "Trop de demandes. Réessayez dans quelques minutes.\nToo many requests. Please try again later.\n",
    {
      status: 429,
      headers: { ...PRIVATE_HEADERS, "content-type": "text/plain; charset=utf-8", "retry-after": "900" },
    },
  );
}
