/** Names of companies and firms in addresses: letters, digits and hyphens. */
import { withoutAccents } from "./asciiText";

/** First words of addresses that are pages of ours, or may become so. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "accessibilite",
  "admin",
  "aide",
  "api",
  "bienvenue",
  "cabinet",
  "calculateur",
  "compte",
  "confidentialite",
  "confirmation",
  "connexion",
  "demo",
  "documentation",
  "favicon",
  "icon",
  "inscription",
  "invitation",
  "mentions-legales",
  "mot-de-passe",
  "r",
  "robots",
  "sitemap",
  "societes",
]);

const MAX_LENGTH = 40;

/**
 * `Atelier Brisset` → `atelier-brisset`.
 *
 * @param end added after a hyphen when the plain name is taken; empty otherwise
 * @param prefix put before a name that is too short or reserved: `societe`, `cabinet`
 */
export function slugOf(name: string, end = "", prefix = "societe"): string {
  const base = withoutAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  const safe = base.length < 2 || RESERVED_SLUGS.has(base) ? `${prefix}-${base}`.replace(/-$/, "") : base;
  return end === "" ? safe : `${safe}-${end}`;
}
