/** The page behind the signed link, as a browser and as a scanner see it: the handlers themselves. */
import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";
import { noisyPng } from "../support/pictures";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { wholePdf } = await import("../support/pdfFiles");
const { GET, HEAD, POST } = await import("@/app/r/[jeton]/route");
const { GET: getFile } = await import("@/app/r/[jeton]/fichiers/[id]/route");
const { GET: getLogo } = await import("@/app/r/[jeton]/logo/route");
const { openAnswerLink } = await import("@/usecases/settlement/openAnswerLink");
const { attachDocument } = await import("@/usecases/invoicing/attachDocument");
const { inCompany } = await import("@/db/inCompany");
const { newId } = await import("@/db/values");

const clock = parisClock("2026-11-23");
clock.set(Date.now());
let world: Awaited<ReturnType<typeof makeCompany>>;
let held: Awaited<ReturnType<typeof makeLink>>;
let documentId = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  const invoiceIds = [
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" }),
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-26", totalCents: "500,00" }),
  ];
  documentId = await attachDocument(world.ctx, invoiceIds[0] ?? "", { name: "F.pdf", bytes: wholePdf() });
  held = await makeLink(world, clientId, invoiceIds);
});

const at = (token: string) => ({ params: Promise.resolve({ jeton: token }) });
const request = (token: string, query = "", init: RequestInit = {}) =>
  new Request(`http://localhost/r/${token}${query}`, init);
const get = (token: string, query = "") => GET(request(token, query), at(token));

async function post(token: string, fields: Record<string, string>, files: File[] = [], headers = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const file of files) form.append("fichiers", file);
  return POST(request(token, "", { method: "POST", body: form, headers }), at(token));
}

async function formKey(): Promise<string> {
  return /name="cle" value="([^"]+)"/.exec(await (await get(held.token)).text())?.[1] ?? "";
}

/** Rows of every table, but those that may note an access. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await asOwner<{ name: string }>(
    database,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
     AND relname NOT IN ('link_visit', 'journal_entry', 'journal_head', 'rate_bucket') ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await asOwner<{ n: number }>(database, `SELECT count(*)::int AS n FROM "${name}"`);
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

describe("a page that is only read", () => {
  it("weighs less than 50 kB with everything it needs, asks nothing of anyone, and runs nothing but its hash", async () => {
    const response = await get(held.token);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
    expect(html).not.toMatch(/(?:src|action)="https?:|url\(/);
    expect(html).not.toMatch(/\son[a-z]+=|style="/);
    const policy = response.headers.get("content-security-policy") ?? "";
    const [script = ""] = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
    const [style = ""] = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
    for (const text of [script, style]) {
      expect(policy).toContain(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    }
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    });
  });

  it("weighs less than 50 kB with the heaviest logo a company can give", async () => {
    const { saveMailLook } = await import("@/usecases/dunning/saveMailLook");
    await saveMailLook(world.ctx, { accent: "#0b5a63", signature: "" }, noisyPng());
    const page = await get(held.token);
    const logo = await getLogo(request(held.token, "/logo"), at(held.token));
    const html = await page.text();
    const bytes = (await logo.arrayBuffer()).byteLength;
    expect(html).toContain("/logo");
    expect(logo.headers.get("content-type")).toBe("image/png");
    expect(bytes).toBeGreaterThan(5_000);
    expect(Buffer.byteLength(html) + bytes).toBeLessThan(50_000);
  });

  it("changes nothing, by GET or HEAD, whatever its address asks", async () => {
    const before = await rowCounts();
    const queries = [
      "",
      "?reponse=paye",
      "?reponse=copie",
      "?fait=paye",
      "?langue=en",
      "?reponse=accord&cle=1",
    ];
    await Promise.all(
      Array.from({ length: 4 }, () => queries)
        .flat()
        .flatMap((query) => [get(held.token, query), HEAD(request(held.token, query), at(held.token))]),
    );
    expect(await rowCounts()).toEqual(before);
    const visits = await asOwner<{ n: number }>(database, "SELECT count(*)::int AS n FROM link_visit");
    expect(visits[0]?.n).toBeGreaterThanOrEqual(24);
    // An address cannot claim an answer that is not on record.
    expect(await (await get(held.token, "?fait=paye")).text()).not.toContain("Merci, c’est noté");
  });

  it("speaks English when asked, refusals included", async () => {
    expect(await (await get(held.token, "?langue=en")).text()).toContain("I ask to pay in instalments");
    const form = new FormData();
    form.set("reponse", "date");
    form.set("cle", await formKey());
    const refused = await POST(
      request(held.token, "?langue=en", { method: "POST", body: form }),
      at(held.token),
    );
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Please fill this in.");
  });

  it("serves originals as downloads only", async () => {
    const params = { params: Promise.resolve({ jeton: held.token, id: documentId }) };
    const response = await getFile(request(held.token), params);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="F\.pdf"/);
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a link that does not open", () => {
  const of = async (response: Response) => {
    const { "content-length": _, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, body: await response.text(), headers };
  };

  it("is one and the same page, whether wrong, expired, revoked or made for something else", async () => {
    const clientId = held.link.clientId;
    const expired = await makeLink(world, clientId, []);
    const revoked = await makeLink(world, clientId, []);
    await asOwner(database, "UPDATE answer_link SET expires_at = now() - interval '1 day' WHERE id = $1", [
      expired.link.id,
    ]);
    await asOwner(database, "UPDATE answer_link SET revoked_at = now() WHERE id = $1", [revoked.link.id]);
    const invitation = randomBytes(32).toString("base64url");
    await inCompany(world.ctx.companyId, (tx) =>
      tx.invitation.create({
        data: {
          companyId: world.ctx.companyId,
          id: newId(),
          email: "x@y.example",
          role: "OWNER",
          tokenHash: createHash("sha256").update(invitation).digest("hex"),
          invitedById: world.userId,
          createdAt: new Date(),
          expiresAt: new Date(Date.now() + 86_400_000),
        },
      }),
    );
    const hash = createHash("sha256").update(held.token).digest("base64url");
    const tokens = ["", "x", "..%2f", `${held.token}=`, hash, invitation, expired.token, revoked.token];
    const reference = await of(await get(randomBytes(32).toString("base64url")));
    expect(reference.status).toBe(404);
    for (const token of tokens) expect(await of(await get(token))).toEqual(reference);
    const files = (jeton: string, id: string) =>
      getFile(request(jeton), { params: Promise.resolve({ jeton, id }) });
    expect(await of(await files(revoked.token, documentId))).toEqual(reference);
    expect(await of(await files(held.token, newId()))).toEqual(reference);
    expect(await of(await files(held.token, "../../etc/passwd"))).toEqual(reference);
    expect(await of(await getLogo(request("x"), at("x")))).toEqual(reference);
    expect(await of(await post("x".repeat(43), { reponse: "paye" }))).toEqual(reference);
  });

  it("answers a request for a new one in the same words, whatever the link", async () => {
    const bodies = new Set<string>();
    for (const token of ["x", randomBytes(32).toString("base64url")]) {
      bodies.add(await (await post(token, { reponse: "nouveau-lien" })).text());
    }
    expect(bodies.size).toBe(1);
  });

  it("is never opened by 10 000 tokens drawn at random or one sign away from a true one", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const mutated = (index: number) => {
      const place = index % held.token.length;
      const sign = alphabet[(alphabet.indexOf(held.token[place] ?? "A") + 1 + (index % 63)) % 64] ?? "A";
      return `${held.token.slice(0, place)}${sign}${held.token.slice(place + 1)}`;
    };
    const tokens = Array.from({ length: 10_000 }, (_, index) =>
      index % 2 === 0 ? randomBytes(32).toString("base64url") : mutated(index),
    );
    let opened = 0;
    for (let from = 0; from < tokens.length; from += 20) {
      const batch = tokens.slice(from, from + 20).filter((token) => token !== held.token);
      const links = await Promise.all(batch.map((token) => openAnswerLink(token, clock)));
      opened += links.filter(Boolean).length;
    }
    expect(opened).toBe(0);
    expect(await openAnswerLink(held.token, clock)).not.toBeNull();
  }, 120_000);
});

describe("a form that is sent", () => {
  it("counts once for a person, while scanners look at the same page", async () => {
    const cle = await formKey();
    const answer = { reponse: "paye", cle, onDate: "2026-11-20", method: "TRANSFER" };
    const scanners = Array.from({ length: 20 }, () => get(held.token, "?reponse=paye"));
    const [first, second] = await Promise.all([
      post(held.token, answer),
      post(held.token, answer),
      ...scanners,
    ]);
    for (const response of [first, second]) {
      expect(response?.status).toBe(303);
      expect(response?.headers.get("location")).toBe(`/r/${held.token}?fait=paye#fait`);
    }
    expect(await asOwner(database, "SELECT kind::text FROM answer")).toEqual([{ kind: "ALREADY_PAID" }]);
    expect(await (await get(held.token, "?fait=paye")).text()).toContain("Merci, c’est noté");
  });

  it("is refused without our key, with another link's key, from another site, or too large", async () => {
    const before = await rowCounts();
    const cle = await formKey();
    const other = await makeLink(world, held.link.clientId, []);
    const fields = { reponse: "message", message: "Bonjour" };
    expect((await post(held.token, fields)).status).toBe(422);
    expect((await post(held.token, { ...fields, cle: `${cle}x` })).status).toBe(422);
    expect((await post(other.token, { ...fields, cle })).status).toBe(422);
    expect((await post(held.token, { ...fields, cle }, [], { "sec-fetch-site": "cross-site" })).status).toBe(
      422,
    );
    const huge = new File([new Uint8Array(16_000_000)], "x.pdf");
    expect((await post(held.token, { ...fields, cle }, [huge])).status).toBe(413);
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'], "x.svg");
    const refused = await post(held.token, { ...fields, cle }, [svg]);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("x.svg");
    const after = await rowCounts();
    expect({ ...after, answer_link: 0, message: 0 }).toEqual({ ...before, answer_link: 0, message: 0 });
  });

  it("comes back to the answer that was refused, which says why", async () => {
    const html = await (await post(held.token, { reponse: "date", cle: await formKey() })).text();
    const [answer = ""] = /<details[^>]* id="date"[\s\S]*?<\/details>/.exec(html) ?? [];
    expect(answer).toMatch(/<details[^>]* open=""/);
    expect(answer).toContain('action="#date"');
    expect(answer).toContain('role="alert"');
    expect(html.match(/role="alert"/g)).toHaveLength(1);
    // One that names no answer is said at the head of the page.
    expect(await (await post(held.token, { reponse: "inconnue" })).text()).toContain('href="#repondre"');
  });

  it("keeps what was typed, and shows it as text", async () => {
    const evil = '"><script>alert(1)</script>';
    const response = await post(held.token, {
      reponse: "desaccord",
      cle: await formKey(),
      message: "x",
      amountCents: evil,
    });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)");
    expect(html).not.toContain(evil);
  });
});
