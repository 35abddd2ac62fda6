/** What is forgotten, and above all what is kept: each kind has a row on either side of its age. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";
import { makeClient, makeCompany, TestClock, type World } from "../support/world";

const database = await createTestDatabase();
const { forgetOldTraces } = await import("@/usecases/parties/forgetOldTraces");
const { TRACE_BATCH } = await import("@/db/system/oldTraces");
const { countBeats, deleteBeat, takeTurn, writeBeat } = await import("@/db/system/heartbeats");

/** The policies of the database go by its own clock. */
const NOW = Date.now();
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(NOW - days * DAY_MS);

let world: World;

const idsOf = async (sql: string) =>
  (await asOwner<{ id: string }>(database, sql)).map((row) => row.id).sort();

beforeAll(async () => {
  world = await makeCompany(new TestClock(NOW));
});

beforeEach(async () => {
  await asOwner(database, "DELETE FROM heartbeat");
});

describe("forgetting", () => {
  it("sessions that ended a year ago, and no other", async () => {
    const session = (seen: number, revoked: number | null) =>
      asOwner(
        database,
        `INSERT INTO user_session (id, user_id, created_at, last_seen_at, revoked_at, device, network)
         VALUES (gen_random_uuid(), $1, $2, $2, $3, $4, 'direct')`,
        [world.userId, ago(seen), revoked === null ? null : ago(revoked), `${seen}/${revoked}`],
      );
    await session(1, null);
    await session(364, null);
    await session(366, null);
    await session(370, 366);
    await session(10, 5);
    const forgotten = await forgetOldTraces(NOW);
    expect(forgotten?.sessions).toBe(2);
    expect(await idsOf("SELECT device AS id FROM user_session")).toEqual(["1/null", "10/5", "364/null"]);
  });

  it("events of webhooks after a month, with what became of them, and no younger one", async () => {
    const event = async (days: number) => {
      const { companyId } = world.ctx;
      const id = randomUUID();
      await asOwner(
        database,
        `INSERT INTO webhook_event (company_id, id, type, body, created_at) VALUES ($1, $2, $3, '{}', $4)`,
        [companyId, id, `${days} days`, ago(days)],
      );
      await asOwner(
        database,
        "INSERT INTO webhook_delivery (company_id, event_id, endpoint_id, due_at) VALUES ($1, $2, $3, $4)",
        [companyId, id, endpointId, ago(days)],
      );
    };
    const endpointId = randomUUID();
    await asOwner(
      database,
      `INSERT INTO webhook_endpoint (company_id, id, name, url, secret, created_by_id, created_at)
       VALUES ($1, $2, 'x', 'https://x.example/', '', $3, now())`,
      [world.ctx.companyId, endpointId, world.userId],
    );
    await event(29);
    await event(31);
    expect((await forgetOldTraces(NOW))?.webhookEvents).toBe(1);
    expect(await idsOf("SELECT type AS id FROM webhook_event")).toEqual(["29 days"]);
    expect(await idsOf("SELECT event_id AS id FROM webhook_delivery")).toHaveLength(1);
  });

  it("all of them, however many, and stops after some when the worker is to stop", async () => {
    const aged = (count: number) =>
      asOwner(
        database,
        `INSERT INTO webhook_event (company_id, id, type, body, created_at)
         SELECT $1, gen_random_uuid(), 'old', '{}', $2 FROM generate_series(1, $3)`,
        [world.ctx.companyId, ago(31), count],
      );
    await aged(2 * TRACE_BATCH + 1);
    expect((await forgetOldTraces(NOW))?.webhookEvents).toBe(2 * TRACE_BATCH + 1);
    await asOwner(database, "DELETE FROM heartbeat");
    await aged(TRACE_BATCH + 1);
    expect((await forgetOldTraces(NOW, AbortSignal.abort()))?.webhookEvents).toBe(TRACE_BATCH);
    await asOwner(database, "DELETE FROM webhook_event WHERE type = 'old'");
  });

  it("links by email, counters, the platform's mail", async () => {
    const token = (hash: string, expired: number) =>
      asOwner(
        database,
        `INSERT INTO one_time_token (token_hash, purpose, email, created_at, expires_at) VALUES ($1, 'SIGN_IN', 'a@a.example', now(), $2)`,
        [hash, ago(expired)],
      );
    await token("to come", -1);
    await token("fresh", 6);
    await token("old", 8);
    await asOwner(database, "INSERT INTO rate_bucket VALUES ('open', 3, now() + interval '1 minute')");
    await asOwner(database, "INSERT INTO rate_bucket VALUES ('closed', 3, now() - interval '2 hours')");
    const mail = (outcome: string, closed: number | null) =>
      asOwner(
        database,
        `INSERT INTO account_mail (id, to_email, due_at, created_at, closed_at, outcome) VALUES (gen_random_uuid(), 'a@a.example', $1, $1, $2, $3)`,
        [ago(60), closed === null ? null : ago(closed), outcome],
      );
    await mail("waits", null);
    await mail("recent", 29);
    await mail("old", 31);
    await forgetOldTraces(NOW);
    expect(await idsOf("SELECT token_hash AS id FROM one_time_token")).toEqual(["fresh", "to come"]);
    expect(await idsOf("SELECT key AS id FROM rate_bucket")).toEqual(["open"]);
    expect(await idsOf("SELECT outcome AS id FROM account_mail")).toEqual(["recent", "waits"]);
  });

  it("files of imports nobody went on with, and not those of an import that waits or is done", async () => {
    const file = (name: string, state: string, days: number) =>
      asOwner(
        database,
        `INSERT INTO invoice_import (company_id, id, file_name, sha256, bytes, state, options, created_by_id, created_at)
         VALUES ($1, gen_random_uuid(), $2, $3, 'x', $4, '{}', $5, $6)`,
        [world.ctx.companyId, name, randomUUID(), state, world.userId, ago(days)],
      );
    await file("abandoned", "MAPPING", 31);
    await file("recent", "MAPPING", 29);
    await file("queued", "QUEUED", 40);
    await file("failed", "FAILED", 31);
    await forgetOldTraces(NOW);
    expect(await idsOf("SELECT file_name AS id FROM invoice_import")).toEqual(["failed", "queued", "recent"]);
    expect(await idsOf("SELECT file_name AS id FROM invoice_import WHERE bytes IS NOT NULL")).toEqual([
      "queued",
      "recent",
    ]);
  });

  it("keys of forms a month old; younger ones are out of reach", async () => {
    const key = (days: number) =>
      asOwner(
        database,
        "INSERT INTO form_key (company_id, key, fields_sha256, used_at) VALUES ($1, gen_random_uuid(), $2, $3)",
        [world.ctx.companyId, String(days), ago(days)],
      );
    await key(29);
    await key(31);
    expect((await forgetOldTraces(NOW))?.formKeys).toBe(1);
    expect(await idsOf("SELECT fields_sha256 AS id FROM form_key")).toEqual(["29"]);
    const { asSystem } = await import("@/db/inCompany");
    expect(await asSystem((tx) => tx.$executeRaw`DELETE FROM form_key`)).toBe(0);
  });

  it("visits of a year ago; younger ones are out of reach, whatever the program asks", async () => {
    const clientId = await makeClient(world.ctx);
    const [link] = await asOwner<{ id: string }>(
      database,
      `WITH sent AS (
         INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, claimed_cents, due_at, created_at)
         VALUES ($1, gen_random_uuid(), $2, 'REMINDER', 'FRIENDLY', 'READY', 'visited', '{}', '{}', 0, now(), now()) RETURNING id)
       INSERT INTO answer_link (company_id, id, client_id, message_id, token_hash, created_at, expires_at)
       SELECT $1, gen_random_uuid(), $2, id, 'hash', now(), now() FROM sent RETURNING id`,
      [world.ctx.companyId, clientId],
    );
    for (const days of [1, 364, 367, 500]) {
      await asOwner(
        database,
        `INSERT INTO link_visit (company_id, id, link_id, visited_at, network, agent) VALUES ($1, gen_random_uuid(), $2, $3, '', $4)`,
        [world.ctx.companyId, link?.id, ago(days), String(days)],
      );
    }
    expect((await forgetOldTraces(NOW))?.visits).toBe(2);
    expect(await idsOf("SELECT agent AS id FROM link_visit")).toEqual(["1", "364"]);
    const { deleteOldVisits } = await import("@/db/system/oldTraces");
    expect(await deleteOldVisits(NOW + DAY_MS)).toBe(0);
    expect(await idsOf("SELECT agent AS id FROM link_visit")).toEqual(["1", "364"]);
  });

  it("is done by one process, then not before hours", async () => {
    const both = await Promise.all([forgetOldTraces(NOW), forgetOldTraces(NOW)]);
    expect(both.filter((one) => one === null)).toHaveLength(1);
    expect(await forgetOldTraces(NOW)).toBeNull();
    await asOwner(database, "UPDATE heartbeat SET beat_at = now() - interval '7 hours'");
    expect(await forgetOldTraces(NOW)).not.toBeNull();
  });
});

describe("heartbeats", () => {
  it("count the workers that are at work, not the stuck, the silent, nor the gone", async () => {
    await writeBeat("a", { isAtWork: true });
    await writeBeat("b", { isAtWork: true });
    await writeBeat("stuck", { isAtWork: false });
    await takeTurn("worker-like turn", 60);
    expect(await countBeats(60)).toBe(2);
    await deleteBeat("a");
    expect(await countBeats(60)).toBe(1);
    await asOwner(
      database,
      "UPDATE heartbeat SET beat_at = now() - interval '61 seconds' WHERE name = 'worker:b'",
    );
    expect(await countBeats(60)).toBe(0);
    await writeBeat("b", { isAtWork: true });
    expect(await countBeats(60)).toBe(1);
  });

  it("of workers silent for a day are forgotten; turns are kept", async () => {
    await writeBeat("dead", { isAtWork: true });
    await writeBeat("alive", { isAtWork: true });
    await takeTurn("some-turn", 60);
    await asOwner(
      database,
      "UPDATE heartbeat SET beat_at = now() - interval '25 hours' WHERE name IN ('worker:dead', 'some-turn')",
    );
    await forgetOldTraces(NOW);
    expect(await idsOf("SELECT name AS id FROM heartbeat")).toEqual([
      "forget-old-traces",
      "some-turn",
      "worker:alive",
    ]);
  });
});
