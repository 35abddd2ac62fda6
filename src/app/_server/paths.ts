/** Addresses of pages, in one place. */

export const LEGAL_LINKS = [
  { href: "/mentions-legales", label: "Mentions légales" },
  { href: "/confidentialite", label: "Confidentialité" },
  { href: "/accessibilite", label: "Accessibilité\u00a0: partiellement conforme" },
];

/** Where a person may be sent back after signing in: a path of ours, never another site. */
export function safeReturn(path: string | undefined): string | null {
  if (!path?.startsWith("/") || path.startsWith("//") || path.includes("\\")) return null;
  return path;
}

/** One value of the address of a page. */
export function param(params: Readonly<Record<string, string | string[] | undefined>>, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
