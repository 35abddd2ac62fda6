/** The environment of a test process: everything `src/config/env.ts` asks for, nothing real. */
export const TEST_SECRET = "a-secret-for-tests-only-0123456789abcdef";

/** Points this process at a database and fills in the rest. Call before the first import that reads it. */
export function setTestEnvironment(databaseUrl: string, extra: Record<string, string> = {}): void {
  Object.assign(process.env, {
    NODE_ENV: "test",
    APP_URL: "http://localhost:3000",
    APP_SECRET: TEST_SECRET,
    DATABASE_URL: databaseUrl,
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "relances@dument.example",
    LOG_LEVEL: "fatal",
    DATABASE_POOL: "6",
    ...extra,
  });
}

/** Address of the test server; a database name replaces the one of the address. */
export function testDatabaseUrl(name: string): string {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error("TEST_DATABASE_URL is not set: run the tests with npm test");
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
