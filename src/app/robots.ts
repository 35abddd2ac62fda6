import type { MetadataRoute } from "next";

/** Public pages may be found; everything else is private, and says so on each page as well. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: [
        "/$",
        "/calculateur",
        "/documentation",
        "/mentions-legales",
        "/confidentialite",
        "/accessibilite",
        "/_next/static/",
      ],
      disallow: "/",
    },
  };
}
