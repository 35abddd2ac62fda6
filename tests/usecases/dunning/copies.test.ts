/** Copies of what left: confirmed first, the exact bytes, once each, and nothing to do with the reminder itself. */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { tokenIn } from "../../support/accountMails";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { askCopyMailbox, confirmCopyMailbox, readCopyMailbox, stopCopyMailbox } = await import(
  "@/usecases/parties/saveCopyMailbox"
);
const { sendCopies } = await import("@/usecases/parties/sendCopies");
const { companiesWithCopies } = await import("@/db/system/dueWork");
const { copyPorts } = await import("@/context/sending");
const { readMime } = await import("@/mail/readMime");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const ACCEPTED: Outcome = { kind: "accepted", response: "250 Ok", rejected: [] };
const HERE = "helene@atelier-brisset.example";
const APP = "https://dument.test";

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let copies: { to: readonly string[]; mime: Uint8Array }[] = [];
let answer: () => Promise<Outcome>;

const ports = () => ({
  ...copyPorts({
    async deliver(mail) {
      const outcome = await answer();
      if (outcome.kind === "accepted") copies.push({ to: mail.envelope.to, mime: mail.mime });
      return outcome;
    },
  }),
  clock,
});

const exactly = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("latin1");

async function drain() {
  for (let turn = 0; turn < 20 && (await sendCopies(world.ctx.companyId, ports())) > 0; turn += 1);
}

async function confirmed() {
  await askCopyMailbox(world.ctx, { email: HERE }, APP);
  await confirmCopyMailbox(world.ctx, await tokenIn(database, HERE, "jeton="));
}

const messageStates = () =>
  asOwner<{ state: string }>(database, "SELECT state::text FROM message WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
const copyStates = () =>
  asOwner<{ state: string; outcome: string | null }>(
    database,
    "SELECT state::text, outcome FROM message_copy WHERE company_id = $1",
    [world.ctx.companyId],
  );

beforeEach(async () => {
  copies = [];
  answer = async () => ACCEPTED;
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-20" });
  await makeInvoice(world.ctx, clientId, { number: "F-2", dueOn: "2026-10-20" });
});

describe("the address", () => {
  it("is off by default, and receives nothing before its link is opened", async () => {
    expect(await readCopyMailbox(world.ctx)).toBeNull();
    clock.setParis("2026-10-22");
    await askCopyMailbox(world.ctx, { email: HERE }, APP);
    expect(await companiesWithCopies()).not.toContain(world.ctx.companyId);
    await post.day("2026-10-22");
    await drain();
    expect(copies).toEqual([]);
    await confirmCopyMailbox(world.ctx, await tokenIn(database, HERE, "jeton="));
    expect(await companiesWithCopies()).toContain(world.ctx.companyId);
    await drain();
    // What left before the confirmation is not copied.
    expect(copies).toEqual([]);
  });

  it("is confirmed by the last link only, within a day, by its own company", async () => {
    await askCopyMailbox(world.ctx, { email: HERE }, APP);
    const first = await tokenIn(database, HERE, "jeton=");
    await askCopyMailbox(world.ctx, { email: HERE }, APP);
    const second = await tokenIn(database, HERE, "jeton=");
    const dead = { code: "LINK_DEAD" };
    await expect(confirmCopyMailbox(world.ctx, first)).rejects.toMatchObject(dead);
    const other = await makeCompany(clock, { name: "Voisine" });
    await askCopyMailbox(other.ctx, { email: "voisine@voisine.example" }, APP);
    await expect(confirmCopyMailbox(other.ctx, second)).rejects.toMatchObject(dead);
    clock.setParis("2026-10-21", 11);
    await expect(confirmCopyMailbox(world.ctx, second)).rejects.toMatchObject(dead);
    expect(await readCopyMailbox(world.ctx)).toMatchObject({ isConfirmed: false });
    await expect(askCopyMailbox(world.ctx, { email: "pas une adresse" }, APP)).rejects.toMatchObject({
      errors: [{ field: "email" }],
    });
  });
});

describe("a copy", () => {
  it("carries the exact bytes, names the client and its invoices, and leaves once", async () => {
    await confirmed();
    await post.day("2026-10-22");
    await drain();
    await drain();
    expect(copies).toHaveLength(1);
    expect(copies[0]?.to).toEqual([HERE]);
    // The client's message knows nothing of it.
    expect(post.left.flatMap(({ to }) => to)).not.toContain(HERE);
    const copy = await readMime(copies[0]?.mime ?? new Uint8Array());
    expect(copy.subject).toBe("Copie\u00a0: Conserverie Le Guen, F-1, F-2");
    const [file] = copy.attachments;
    expect(file?.contentType).toBe("message/rfc822");
    // RFC 2046, 5.1.1: what stands between the header of the part and the line of the boundary.
    const [header = "", ...rest] = exactly(copies[0]?.mime).split(exactly(post.left[0]?.mime));
    expect(header).toMatch(/Content-Type: message\/rfc822[\s\S]*\r\n\r\n$/);
    expect(rest.join("")).toMatch(/^\r\n--/);
    expect(copy.text).toContain(
      createHash("sha256")
        .update(post.left[0]?.mime ?? "")
        .digest("hex"),
    );
    expect(await readCopyMailbox(world.ctx)).toMatchObject({ sent: 1, notSent: 0 });
  });

  it("is made once, whoever looks at the same time", async () => {
    await confirmed();
    await post.day("2026-10-22");
    await Promise.all(Array.from({ length: 6 }, () => sendCopies(world.ctx.companyId, ports())));
    expect(copies).toHaveLength(1);
  });

  it("whose sender died is not sent again: the reminder stays sent", async () => {
    await confirmed();
    await post.day("2026-10-22");
    answer = async () => {
      copies.push({ to: [HERE], mime: new Uint8Array() });
      throw new Error("killed after the server took it");
    };
    await expect(sendCopies(world.ctx.companyId, ports())).rejects.toThrow("killed");
    answer = async () => ACCEPTED;
    await drain();
    clock.setParis("2026-10-22", 18);
    await drain();
    expect(copies).toHaveLength(1);
    expect(await copyStates()).toMatchObject([{ state: "UNCERTAIN" }]);
    expect(await messageStates()).toEqual([{ state: "SENT" }]);
  });

  it("of what left while nobody looked is not forgotten", async () => {
    await confirmed();
    await post.day("2026-10-22");
    await post.day("2026-10-27");
    await makeInvoice(world.ctx, await makeClient(world.ctx), { number: "F-3", dueOn: "2026-10-26" });
    await post.day("2026-10-28");
    await drain();
    expect(copies).toHaveLength(post.left.length);
    expect(post.left.length).toBeGreaterThan(1);
  });

  it("that is refused is tried again, then given up, and touches nothing else", async () => {
    await confirmed();
    await post.day("2026-10-22");
    answer = async () => ({ kind: "refused_temporary", stage: "rcpt", code: 450, text: "later" });
    await drain();
    expect(await copyStates()).toMatchObject([{ state: "READY" }]);
    answer = async () => ({ kind: "refused_permanent", stage: "rcpt", code: 550, text: "no such user" });
    clock.setParis("2026-10-23");
    await drain();
    expect(await copyStates()).toMatchObject([{ state: "FAILED" }]);
    expect(await messageStates()).toEqual([{ state: "SENT" }]);
    const refused = await asOwner(database, "SELECT 1 FROM contact WHERE email_state = 'REFUSED'");
    expect(refused).toEqual([]);
  });

  it("that waits does not leave once copies are stopped", async () => {
    await confirmed();
    await post.day("2026-10-22");
    answer = async () => ({ kind: "refused_temporary", stage: "rcpt", code: 450, text: "later" });
    await drain();
    answer = async () => ACCEPTED;
    expect(await stopCopyMailbox(world.ctx)).toBe(true);
    expect(await stopCopyMailbox(world.ctx)).toBe(false);
    clock.setParis("2026-10-23");
    await drain();
    expect(copies).toEqual([]);
  });
});
