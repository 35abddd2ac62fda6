/** Addresses of pages, in one place. */

export const LEGAL_LINKS = [
  { href: "/mentions-legales", label: "Mentions légales" },
  { href: "/confidentialite", label: "Confidentialité" },
  { href: "/accessibilite", label: "Accessibilité\u00a0: partiellement conforme" },
];

/** Any origin does: only whether a path stays on it counts. */
const OWN_ORIGIN = "https://own.invalid";

/**
 * What a browser makes of a path of ours; null when it would leave the site. Browsers drop tabs and
 * line breaks inside addresses, so that `/<tab>/other.example` is another site: none is accepted.
 */
export function ownAddress(path: string): URL | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (!path.startsWith("/") || /[\u0000-\u001f\u007f\\]/.test(path)) return null;
  if (!URL.canParse(path, OWN_ORIGIN)) return null;
  const address = new URL(path, OWN_ORIGIN);
  return address.origin === OWN_ORIGIN && !address.pathname.startsWith("//") ? address : null;
}

/** Where a person may be sent back after signing in: a path of ours, never another site. */
export function safeReturn(path: string | undefined): string | null {
  return path !== undefined && ownAddress(path) ? path : null;
}

/** The page that asks for the code of a telephone, and where signing in leads after it. */
export function codePage(next: string | null): string {
  return next === null ? "/connexion/code" : `/connexion/code?suite=${encodeURIComponent(next)}`;
}

/** One value of the address of a page. */
export function param(params: Readonly<Record<string, string | string[] | undefined>>, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
