/**
 * The only reader of the environment. Every program calls {@link env} at start: all problems
 * are listed at once, by name, and no value is ever printed.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");
const hostName = z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/, "must be a host name in lower case");
const poolSize = z.coerce.number().int().min(2).max(200);

/** Addresses separated by commas or spaces, in lower case. */
const addresses = z
  .string()
  .default("")
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((address) => address !== ""),
  )
  .pipe(z.array(z.email("must be addresses separated by commas")));

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  APP_URL: z.url({
    protocol: /^https?$/,
    error: "must be the public address, such as https://dument.example.fr",
  }),
  APP_SECRET: z.string().min(32, "must hold at least 32 random characters (openssl rand -base64 32)"),
  APP_SECRET_PREVIOUS: z.string().min(32, "must be the whole former APP_SECRET").optional(),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "must be postgresql://user:password@host:port/name",
  }),
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_SYSTEM_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: poolSize.default(10),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be redis://host:port" }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be smtp://user:password@host:port" }),
  MAIL_FROM: z.email("must be the bare address reminders leave from"),
  MAIL_PRIVATE_HOSTS: flag,
  WEBHOOK_PRIVATE_HOSTS: flag,
  SHARED_MAILBOX_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).default(300),
  DKIM_DOMAIN: hostName.optional(),
  DKIM_SELECTOR: hostName.optional(),
  DKIM_PRIVATE_KEY: z.string().optional(),
  BOUNCE_DOMAIN: hostName.optional(),
  INBOUND_SECRET: z.string().min(32, "must hold at least 32 random characters").optional(),
  MAIL_CATCHER_URL: z.url({ protocol: /^http$/, error: "must be http://host:port" }).optional(),
  MAIL_CATCHER_FOLDER: z.string().default(".data/mail"),
  MAIL_CATCHER_HOST: z.string().default("127.0.0.1"),
  POSTAL_CARRIER: z.enum(["manual", "files"]).default("manual"),
  POSTAL_OUT_FOLDER: z.string().min(1).optional(),
  POSTAL_IN_FOLDER: z.string().min(1).optional(),
  DUMENT_DEMO: flag,
  // Who runs this server, for the legal pages.
  OPERATOR_NAME: z.string().max(200).optional(),
  OPERATOR_ADDRESS: z.string().max(300).optional(),
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PHONE: z.string().max(40).optional(),
  OPERATOR_REGISTRATION: z.string().max(200).optional(),
  OPERATOR_DIRECTOR: z.string().max(120).optional(),
  HOSTING_PROVIDER: z.string().max(300).optional(),
  /** Accounts that may enter the official rates, the same for every company. */
  RATE_ADMINISTRATORS: addresses,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
  METRICS_TOKEN: z.string().min(16).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** 0: any free port, for tests that ask nothing of it. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  WORKER_HOST: z.string().default("127.0.0.1"),
  WORKER_TICK_SECONDS: z.coerce.number().min(0.1).max(300).default(30),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
  FAILPOINT: z.string().optional(),
});

/** Every variable the programs read: `.env.example` explains each. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

export type Env = z.infer<typeof schema> & {
  /** Connection of pages and jobs: role `dument_app`, bound by row-level security. */
  appDatabaseUrl: string;
  /** Connection of the sweeper: role `dument_system`, a few columns of all companies. */
  systemDatabaseUrl: string;
};

/** Thrown at start; the message lists every variable that is missing or wrong. */
export class EnvironmentError extends Error {}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** The fictitious debtors of the demonstration must not reach a real mail server. */
function sendsToCatcher({ SMTP_URL, MAIL_CATCHER_URL }: z.infer<typeof schema>): boolean {
  const { hostname } = new URL(SMTP_URL);
  return LOOPBACK.has(hostname) || (!!MAIL_CATCHER_URL && new URL(MAIL_CATCHER_URL).hostname === hostname);
}

/** The address belongs to the domain or to a domain under it. */
function isWithin(address: string, domain: string): boolean {
  const own = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return own === domain || own.endsWith(`.${domain}`);
}

function crossChecks(values: z.infer<typeof schema>): string[] {
  const problems: string[] = [];
  if (values.DUMENT_DEMO && !sendsToCatcher(values)) {
    problems.push(
      "DUMENT_DEMO: the demonstration sends to a mail catcher only; SMTP_URL must name this machine, or the host of MAIL_CATCHER_URL",
    );
  }
  if (values.MAIL_PRIVATE_HOSTS && values.NODE_ENV === "production" && !values.DUMENT_DEMO) {
    problems.push("MAIL_PRIVATE_HOSTS: lets customers reach machines of this network, for tests only");
  }
  if (values.WEBHOOK_PRIVATE_HOSTS && values.NODE_ENV === "production" && !values.DUMENT_DEMO) {
    problems.push("WEBHOOK_PRIVATE_HOSTS: lets customers reach machines of this network, for tests only");
  }
  const dkim = [values.DKIM_DOMAIN, values.DKIM_SELECTOR, values.DKIM_PRIVATE_KEY];
  if (dkim.some(Boolean) && !dkim.every(Boolean)) {
    problems.push("DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY go together");
  }
  if (values.DKIM_DOMAIN && !isWithin(values.MAIL_FROM, values.DKIM_DOMAIN)) {
    problems.push(
      "DKIM_DOMAIN: must be the domain of MAIL_FROM, or one above it: another one proves nothing",
    );
  }
  const hasFolders = values.POSTAL_OUT_FOLDER !== undefined && values.POSTAL_IN_FOLDER !== undefined;
  if (values.POSTAL_CARRIER === "files" && !hasFolders) {
    problems.push("POSTAL_CARRIER: files needs POSTAL_OUT_FOLDER and POSTAL_IN_FOLDER");
  }
  if (hasFolders && values.POSTAL_OUT_FOLDER === values.POSTAL_IN_FOLDER) {
    problems.push("POSTAL_IN_FOLDER: must not be POSTAL_OUT_FOLDER");
  }
  if (values.FAILPOINT && values.NODE_ENV === "production") {
    problems.push("FAILPOINT: crashes on purpose, for tests only");
  }
  return problems;
}

/** What works and had better be set, one sentence each: nothing stops for it, it is logged at start. */
export function environmentWarnings(values: Env): string[] {
  const warnings: string[] = [];
  // On a visitor's own machine there is nobody to tell apart.
  if (values.NODE_ENV === "production" && !values.DUMENT_DEMO && values.TRUSTED_PROXIES === 0) {
    warnings.push(
      "TRUSTED_PROXIES is 0: addresses of visitors are unknown, so that attempts are limited by account and by link only; name the reverse proxies in front of the pages",
    );
  }
  return warnings;
}

/** Checks an environment and completes it. Exported for tests; programs call {@link env}. */
export function readEnvironment(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? crossChecks(parsed.data)
    : parsed.error.issues.map((issue) => {
        const name = issue.path.join(".");
        return given[name] === undefined ? `${name}: is missing` : `${name}: ${issue.message}`;
      });
  if (!parsed.success || problems.length > 0) {
    throw new EnvironmentError(
      `The environment is not complete (see .env.example):\n  - ${problems.join("\n  - ")}`,
    );
  }
  const values = parsed.data;
  return {
    ...values,
    appDatabaseUrl: values.DATABASE_APP_URL ?? asRole(values.DATABASE_URL, "dument_app", values.APP_SECRET),
    systemDatabaseUrl:
      values.DATABASE_SYSTEM_URL ?? asRole(values.DATABASE_URL, "dument_system", values.APP_SECRET),
  };
}

/** Password of a database role made by the migrations: derived, so that nothing more must be configured. */
export function rolePassword(role: string, secret: string): string {
  return createHmac("sha256", secret).update(`postgresql role ${role}`).digest("base64url");
}

function asRole(databaseUrl: string, role: string, secret: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = rolePassword(role, secret);
  return url.toString();
}

let cached: Env | undefined;

/** The checked environment of this process. @throws EnvironmentError listing every problem. */
export function env(): Env {
  cached ??= readEnvironment(process.env);
  return cached;
}
