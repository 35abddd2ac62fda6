import { TEST_SECRET } from "../../support/environment";

/** The environment of every program of a house. */
export function houseEnvironment(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    APP_URL: "http://localhost:3000",
    APP_SECRET: TEST_SECRET,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "6",
    // A scratch database need not survive a power failure.
    PGOPTIONS: "-c synchronous_commit=off",
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "relances@dument.example",
    DUMENT_DEMO: "1",
    // Each test says which network it comes from, so that the counts of one do not stop another.
    TRUSTED_PROXIES: "1",
    WORKER_PORT: "0",
    WORKER_TICK_SECONDS: "0.5",
    LOG_LEVEL: "error",
    ...more,
  };
}
