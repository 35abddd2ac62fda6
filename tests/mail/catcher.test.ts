import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Catcher, startCatcher } from "@/mail/catcher";
import type { CaughtMail } from "@/mail/caughtMails";
import { composeMime } from "@/mail/composeMime";
import { readMime } from "@/mail/readMime";
import { deliverOnce, plainServer, rawMail } from "./harness";
import { sampleContent } from "./sampleContent";

let folder: string;
let catcher: Catcher;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "catcher-"));
  catcher = await startCatcher({ smtpPort: 0, httpPort: 0, folder });
});
afterEach(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(`http://127.0.0.1:${catcher.httpPort}${path}`);
const list = async (query = "") => (await (await get(`/messages${query}`)).json()) as CaughtMail[];
const send = (key: string) => deliverOnce(plainServer(catcher.smtpPort), rawMail(key, ["r@client.test"]));

describe("the mail catcher", () => {
  it("gives back the message that was sent, byte for byte", async () => {
    const mail = await composeMime(sampleContent());
    expect(await deliverOnce(plainServer(catcher.smtpPort), mail)).toMatchObject({ kind: "accepted" });
    const [caught] = await list();
    expect(caught).toMatchObject({
      subject: sampleContent().subject,
      from: sampleContent().from,
      to: [...sampleContent().to, ...(sampleContent().cc ?? [])],
    });
    const raw = Buffer.from(await (await get(`/messages/${caught?.id}`)).arrayBuffer());
    expect(raw.equals(mail.mime)).toBe(true);
    expect((await readMime(raw)).attachments[0]?.filename).toBe("Relevé n° 42.pdf");
  });

  it("lists the newest first, page by page", async () => {
    for (const key of ["a", "b", "c"]) await send(key);
    const all = await list();
    expect(all.map((mail) => mail.id)).toEqual(
      all
        .map((mail) => mail.id)
        .sort()
        .reverse(),
    );
    expect(await list("?limit=2")).toEqual(all.slice(0, 2));
    expect(await list(`?before=${all[1]?.id}`)).toEqual(all.slice(2));
  });

  it("finds its messages again after a restart, and keeps the newest only", async () => {
    for (const key of ["a", "b", "c"]) await send(key);
    const all = await list();
    await catcher.close();
    catcher = await startCatcher({ smtpPort: 0, httpPort: 0, folder, maxMails: 2 });
    expect(await list()).toEqual(all.slice(0, 2));
    await send("d");
    expect(await list()).toHaveLength(2);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it("reads nothing outside of its folder and answers nothing else", async () => {
    await send("a");
    for (const path of ["/", "/messages/1", "/messages/..%2F..%2Fetc%2Fpasswd", "/messages/000-1/.."])
      expect((await get(path)).status).toBe(404);
    expect((await get("/messages?limit=0")).status).toBe(400);
    expect((await fetch(`http://127.0.0.1:${catcher.httpPort}/messages`, { method: "DELETE" })).status).toBe(
      405,
    );
  });

  it("is not read by the page of another site, nor brought down by a bad request", async () => {
    const statusOf = (path: string, host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: "127.0.0.1", port: catcher.httpPort, path, headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
    expect(await statusOf("/messages", "evil.example:80")).toBe(403);
    expect(await statusOf("//", "127.0.0.1")).toBe(400);
    expect((await get("/messages")).headers.get("access-control-allow-origin")).toBeNull();
    const socket = connect(catcher.smtpPort, "127.0.0.1", () => socket.resetAndDestroy());
    await new Promise((resolve) => socket.once("close", resolve));
    expect(await send("after")).toMatchObject({ kind: "accepted" });
  });

  it("says which port is taken", async () => {
    await expect(startCatcher({ smtpPort: catcher.smtpPort, httpPort: 0, folder })).rejects.toThrow(
      "EADDRINUSE",
    );
    await expect(startCatcher({ smtpPort: 0, httpPort: catcher.httpPort, folder })).rejects.toThrow(
      "EADDRINUSE",
    );
  });
});
