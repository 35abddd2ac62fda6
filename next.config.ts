import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm test` checks types once, for the pages and everything else.
  typescript: { ignoreBuildErrors: true },
  typedRoutes: false,
  // Read from node_modules at run time: they hold native parts or files of their own.
  serverExternalPackages: ["@node-rs/argon2", "bullmq", "ioredis", "nodemailer", "pg", "pino", "prom-client"],
  experimental: {
    // A CSV of 25 MB and its envelope. `src/proxy.ts` turns larger requests away with a sentence.
    serverActions: { bodySizeLimit: "26mb" },
    proxyClientMaxBodySize: "26mb",
  },
  async headers() {
    const everywhere = [
      { key: "X-Content-Type-Options", value: "nosniff" },
      { key: "X-Frame-Options", value: "DENY" },
      { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
      { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
    ];
    // What is said here wins over what a handler says: the debtor's page, whose address is a secret, tells nobody.
    const referrer = (source: string, value: string) => ({
      source,
      headers: [{ key: "Referrer-Policy", value }],
    });
    return [
      { source: "/:path*", headers: everywhere },
      referrer("/((?!r/).*)", "same-origin"),
      referrer("/r/:path*", "no-referrer"),
    ];
  },
};

export default config;
