/** Where events may be posted: addresses of the public network, encrypted, and nothing else, whoever asks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { webhookPlaces, webhookPorts } = await import("@/context/webhooks");
const { addWebhook, eventField } = await import("@/usecases/parties/addWebhook");
const { renewWebhookSecret } = await import("@/usecases/parties/changeWebhook");
const { MAX_ENDPOINTS } = await import("@/domain/parties/webhook");
const { inCompany } = await import("@/db/inCompany");
const { InputError } = await import("@/domain/fields");
const { publicLookup } = await import("@/mail/publicAddress");
const { resolveName } = await import("@/webhooks/resolveName");

type NameResolver = import("@/webhooks/resolveName").NameResolver;

const appUrl = "http://localhost:3000";
const settled = { [eventField("invoice.settled")]: "1" };
const anywhere = { places: { refusal: async () => null }, appUrl };

const REFUSED = [
  "http://exemple.fr/dument",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://10.0.0.8:8443/",
  "https://169.254.169.254/latest/meta-data",
  "https://100.64.0.1/",
  "https://[::1]/",
  "https://[::ffff:192.168.1.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fd00::1]/",
];

/** What a form says of this address; null when it takes it. */
async function refusal(url: string): Promise<string | null> {
  const { ctx } = await makeCompany(parisClock("2026-11-24"));
  try {
    await addWebhook(ctx, { name: "Outil", url, ...settled }, { places: webhookPlaces, appUrl });
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.errors.map(({ field }) => field).join(" ");
  }
}

describe("an address of a webhook", () => {
  it.each(REFUSED)("%s is refused when it is named", async (url) => {
    expect(await refusal(url)).toBe("url");
  });

  it.each([
    "",
    "exemple.fr",
    "ftp://exemple.fr/",
    "https://moi:secret@93.184.215.14/",
    "javascript:alert(1)",
  ])("« %s » is refused as it is written", async (url) => {
    expect(await refusal(url)).toBe("url");
  });

  it("is taken when it is public", async () => {
    expect(await refusal("https://93.184.215.14/dument")).toBeNull();
  });

  it("on this network receives nothing, were it on record", async () => {
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const post = (url: string) => webhookPorts().post({ url, id: "x", body: "{}", secrets: ["whsec_eA=="] });
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ problem: "refused_address" });
    expect(await post(`https://127.0.0.1:${port}/`)).toEqual({ problem: "refused_address" });
    server.close();
    expect(calls).toBe(0);
  });
});

describe("the addresses of a company", () => {
  it("are five at most, each of its own name, and told of something", async () => {
    const { ctx } = await makeCompany(parisClock("2026-11-24"));
    const url = "https://outil.example/";
    const add = (name: string, more: Record<string, string> = settled) =>
      addWebhook(ctx, { name, url, ...more }, anywhere);
    await expect(add("Outil", {})).rejects.toMatchObject({ errors: [{ code: "REQUIRED" }] });
    for (let n = 1; n <= MAX_ENDPOINTS; n += 1) await add(`Outil ${n}`);
    await expect(add("Outil 1")).rejects.toMatchObject({ errors: [{ code: "TAKEN" }] });
    await expect(add("Outil 6")).rejects.toMatchObject({ errors: [{ code: "TOO_MANY" }] });
  });

  it("have their secret told once, kept sealed, and in no entry of the journal", async () => {
    const { ctx } = await makeCompany(parisClock("2026-11-24"));
    const form = { key: "01a20000-0000-7000-8000-0000000000f1", fields: { name: "Outil" } };
    const raw = { name: "Outil", url: "https://outil.example/cle/xyz", ...settled };
    const { id, secret } = await addWebhook({ ...ctx, form }, raw, anywhere);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await addWebhook({ ...ctx, form }, raw, anywhere)).toEqual({ id, secret: null });
    const renewal = { key: "01a20000-0000-7000-8000-0000000000f2", fields: {} };
    const renewed = await renewWebhookSecret({ ...ctx, form: renewal }, id);
    expect(renewed.secret).not.toBe(secret);
    expect(await renewWebhookSecret({ ...ctx, form: renewal }, id)).toEqual({ secret: null });
    const { kept, entries, forms } = await inCompany(ctx.companyId, async (tx) => ({
      kept: await tx.webhookEndpoint.findMany(),
      entries: await tx.journalEntry.findMany({ where: { entity: "webhook" } }),
      forms: await tx.formKey.findMany(),
    }));
    const [endpoint] = kept;
    const written = `${Buffer.from(endpoint?.secret ?? []).toString("latin1")}${JSON.stringify(forms)}`;
    expect(written).not.toContain("whsec_");
    expect(entries.map(({ action }) => action)).toEqual(["webhook.added", "webhook.secret_renewed"]);
    expect(entries[0]?.data).toMatchObject({ name: "Outil", host: "outil.example" });
    expect(JSON.stringify(entries.map(({ data }) => data))).not.toContain("xyz");
  });
});

describe("a name", () => {
  const answers = (four: string[] | Error, six: string[] | Error) => {
    const of = async (answer: string[] | Error) => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const resolver = { resolve4: () => of(four), resolve6: () => of(six) } as unknown as NameResolver;
    return new Promise((resolve) => {
      publicLookup(resolveName(resolver))("outil.example", { all: true }, (error, found) =>
        resolve(error?.code ?? found),
      );
    });
  };
  const none = Object.assign(new Error("none"), { code: "ENODATA", syscall: "queryAaaa" });

  it("is called at its public addresses, and not at all when one of them is private", async () => {
    expect(await answers(["93.184.215.14"], none)).toEqual([{ address: "93.184.215.14", family: 4 }]);
    expect(await answers(none, ["2606:4700::1111"])).toEqual([{ address: "2606:4700::1111", family: 6 }]);
    expect(await answers(["93.184.215.14", "10.0.0.8"], none)).toBe("EPRIVATE");
    expect(await answers(["93.184.215.14"], ["::1"])).toBe("EPRIVATE");
    expect(await answers(none, none)).toBe("ENODATA");
    expect(await answers([], [])).toBe("ENOTFOUND");
  });
});
