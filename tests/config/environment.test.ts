/** The environment: everything it lacks is said at once, and the demonstration cannot reach real people. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EnvironmentError, environmentWarnings, readEnvironment, VARIABLES } from "@/config/env";

const complete = {
  APP_URL: "https://dument.example.fr",
  APP_SECRET: "a".repeat(32),
  DATABASE_URL: "postgresql://owner@db.internal:5432/dument",
  SMTP_URL: "smtp://mail.example.fr:587",
  MAIL_FROM: "relances@dument.example.fr",
};

function refusalOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  throw new Error("the environment was accepted");
}

describe("the environment", () => {
  it("lists everything that is missing, and repeats no value", () => {
    const refusal = refusalOf({ ...complete, APP_SECRET: "short-secret", SMTP_URL: "", MAIL_FROM: "" });
    expect(refusal).toContain("APP_SECRET");
    expect(refusal).toContain("SMTP_URL: is missing");
    expect(refusal).toContain("MAIL_FROM: is missing");
    expect(refusal).not.toContain("short-secret");
  });

  it("is explained variable by variable in .env.example", () => {
    const explained = readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm);
    const names = new Set([...explained].map((match) => match[1]));
    expect(VARIABLES.length).toBeGreaterThan(20);
    expect(VARIABLES.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("an environment that works and lacks something", () => {
  const warningsOf = (change: Record<string, string>) =>
    environmentWarnings(readEnvironment({ ...complete, NODE_ENV: "production", ...change })).join(" ");

  it("says in production that nobody tells visitors apart, and stays silent elsewhere", () => {
    expect(warningsOf({})).toContain("TRUSTED_PROXIES");
    expect(warningsOf({ TRUSTED_PROXIES: "1" })).toBe("");
    expect(warningsOf({ NODE_ENV: "development" })).toBe("");
    expect(warningsOf({ DUMENT_DEMO: "1", SMTP_URL: "smtp://127.0.0.1:2525" })).toBe("");
  });
});

describe("the demonstration", () => {
  it("is off unless asked for", () => {
    expect(readEnvironment(complete).DUMENT_DEMO).toBe(false);
  });

  it("sends to a catcher and to nobody else", () => {
    const demo = { ...complete, DUMENT_DEMO: "1" };
    expect(refusalOf(demo)).toContain("DUMENT_DEMO");
    expect(refusalOf({ ...demo, MAIL_CATCHER_URL: "http://catcher:8025" })).toContain("DUMENT_DEMO");
    const contained = [
      { SMTP_URL: "smtp://127.0.0.1:2525" },
      { SMTP_URL: "smtp://catcher:2525", MAIL_CATCHER_URL: "http://catcher:8025" },
    ];
    for (const change of contained) expect(readEnvironment({ ...demo, ...change }).DUMENT_DEMO).toBe(true);
  });
});
