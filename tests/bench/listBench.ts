/**
 * (e) The list of invoices in a company that has 100 000 of them, against one that has 100: the page
 * itself, built for production and asked over HTTP by someone signed in.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { type BenchLine, sideBySide } from "./measure";
import { asOwner, type BenchWorld } from "./world";

const SIZES = { few: 100, many: 100_000 };
const REQUESTS = 40;
const AIM = 1.5;
/** As people come: what is late, everything, a page far down the list. */
const VIEWS = ["", "?etat=toutes", "?etat=toutes&apres=2026-06-15.ffffffff-ffff-ffff-ffff-ffffffffffff"];
/** Shown beside them and not judged: a part of a number or of a name is looked for in every invoice. */
const SEARCH = "?q=0042";
const READY_DEADLINE_MS = 60_000;

export async function listBench(world: BenchWorld): Promise<BenchLine> {
  const { makeCompany, parisClock } = await import("../support/world");
  const first = await makeCompany(parisClock("2026-11-24"), { name: "Peu de factures" });
  const second = await makeCompany(parisClock("2026-11-24"), { name: "Beaucoup de factures" });
  await fill(world, first.ctx.companyId, SIZES.few);
  await fill(world, second.ctx.companyId, SIZES.many);
  await asOwner(
    world.url,
    `INSERT INTO membership (company_id, user_id, role, created_at)
     VALUES ('${second.ctx.companyId}', '${first.userId}', 'OWNER', now())`,
    "VACUUM ANALYZE",
  );
  const pages = await servePages();
  try {
    const cookie = await signedIn(first.userId);
    const results = [];
    for (const view of [...VIEWS, SEARCH]) {
      const ask = (slug: string) => async () => {
        const response = await fetch(`${pages.url}/${slug}/factures${view}`, { headers: { cookie } });
        const html = await response.text();
        if (response.status !== 200 || !html.includes("Factures"))
          throw new Error(`status ${response.status}`);
      };
      const [many, few] = [ask(second.slug), ask(first.slug)];
      // The first requests open connections and warm the compiler.
      for (let warm = 0; warm < 5; warm += 1) {
        await many();
        await few();
      }
      const { ours, limit } = await sideBySide(REQUESTS, many, few);
      results.push({ view: view || "en retard", ours, limit, ratio: ours.median / limit.median });
    }
    const [search, ...views] = [...results].reverse();
    const worst = views.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    const ms = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`;
    return {
      name: `(e) list of invoices of a company with ${SIZES.many} of them, worst of ${VIEWS.length} views (${worst.view})`,
      ours: `${ms(worst.ours.median)} (views ${views.map(({ ratio }) => ratio.toFixed(2)).join(", ")}; a search ${search?.ratio.toFixed(2)})`,
      limit: `${ms(worst.limit.median)}, the same page of a company with ${SIZES.few}`,
      ratio: `${worst.ratio.toFixed(2)} (aim ≤ ${AIM})`,
      isReached: worst.ratio <= AIM,
    };
  } finally {
    await pages.stop();
  }
}

/** Three invoices in five are late, one is to come, one is paid; twenty a client. */
async function fill(world: BenchWorld, companyId: string, count: number): Promise<void> {
  await asOwner(
    world.url,
    `INSERT INTO client (company_id, id, kind, name, created_at)
     SELECT '${companyId}', gen_random_uuid(), 'B2B', 'Maison ' || n, now() FROM generate_series(1, ${count / 20}) n`,
    `INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, status, source, created_at)
     SELECT company_id, gen_random_uuid(), client_id, 'F-' || lpad(n::text, 6, '0'),
            day - 30, day, 100000 + n, CASE WHEN n % 5 = 0 THEN 0 ELSE 100000 + n END,
            (CASE WHEN n % 5 = 0 THEN 'PAID' ELSE 'OPEN' END)::invoice_status, 'CSV', now()
     FROM (SELECT company_id, id AS client_id, n,
             current_date + (CASE WHEN n % 5 = 1 THEN n % 60 ELSE -(n % 300) END)::int AS day
           FROM (SELECT company_id, id, row_number() OVER (ORDER BY id, k) AS n
                 FROM client, generate_series(1, 20) k WHERE company_id = '${companyId}') each) placed`,
    // References are checked by an index once the server knows how many rows there are.
    "ANALYZE client, invoice",
    `INSERT INTO dunning_plan (company_id, invoice_id, client_id, kind, channel, on_date, due_at, reasons, decided_at)
     SELECT company_id, id, client_id, 'WAIT', 'EMAIL', current_date + 5, now() + interval '5 days', '[]', now()
     FROM invoice WHERE company_id = '${companyId}' AND status = 'OPEN'`,
  );
}

async function signedIn(userId: string): Promise<string> {
  const { createSession } = await import("@/auth/sessions");
  const { env } = await import("@/config/env");
  const { sessionCookieName } = await import("@/auth/options");
  const sessionId = await createSession(userId, { device: "bench", network: "direct" }, Date.now());
  const token = await encode({ token: { userId, sessionId }, secret: env().APP_SECRET, maxAge: 3_600 });
  return `${sessionCookieName()}=${token}`;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}

/** The pages as `npm start` serves them, with the environment of this process. */
async function servePages(): Promise<{ url: string; stop(): Promise<void> }> {
  if (!existsSync(".next/BUILD_ID")) throw new Error("the pages are not built: run this with npm run bench");
  const port = await freePort();
  const program = join("node_modules", "next", "dist", "bin", "next");
  const child: ChildProcess = spawn(
    process.execPath,
    [program, "start", "-p", `${port}`, "-H", "127.0.0.1"],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + READY_DEADLINE_MS;
  for (;;) {
    const isReady = await fetch(`${url}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) break;
    if (Date.now() > end || child.exitCode !== null) throw new Error("the pages do not answer");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
