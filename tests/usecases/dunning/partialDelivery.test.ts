/** A server takes a message for some of its recipients only: those it is addressed to tell whether it arrived. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { mailPorts } = await import("@/context/sending");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { messageReader } = await import("@/context/messageReader");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const TO = "compta@leguen.example";
const CC = "archives@leguen.example";
const LATER = { recipient: TO, code: 450, enhancedCode: "4.2.0", text: "Greylisted" };
const GONE = { recipient: TO, code: 550, enhancedCode: "5.1.1", text: "Unknown user" };
const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";
let handed: string[][] = [];
let answers: Outcome[] = [];
let post: InstanceType<typeof PostOffice>;

const accepted = (...rejected: (typeof LATER)[]): Outcome => ({
  kind: "accepted",
  response: "250 Ok",
  rejected,
});

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  handed = [];
  const { mailer } = mailPorts({
    deliver: async ({ envelope }) => {
      handed.push([...envelope.to]);
      return answers.shift() ?? accepted();
    },
  });
  post = new PostOffice(world, { mailer });
  const copy = { contact2Email: CC, contact2Role: "COPY", contact2Name: "Archives" };
  const clientId = await makeClient(world.ctx, { contactEmail: TO, ...copy });
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-17" });
});

const rows = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);
const addresses = async () =>
  Object.fromEntries(
    (
      await rows<{ email: string; state: string }>(
        "SELECT email, email_state::text AS state FROM contact WHERE company_id = $1",
      )
    ).map(({ email, state }) => [email, state]),
  );
const messages = () =>
  rows<{ id: string; state: string; bounced: boolean }>(
    "SELECT id, state::text, bounced_at IS NOT NULL AS bounced FROM message WHERE company_id = $1 ORDER BY created_at",
  );
const steps = async () =>
  (await rows<{ state: string }>("SELECT state::text FROM dunning_step WHERE company_id = $1")).map(
    ({ state }) => state,
  );
const first = async () => (await messages())[0]?.id ?? "";
const words = async () => (await readMessage(world.ctx, await first(), messageReader())).hasReachedCopiesOnly;

describe("the copy is taken, the person it is addressed to is put off", () => {
  it("leaves again for that person alone, and each has it once", async () => {
    answers = [accepted(LATER)];
    await post.day("2026-10-19");
    expect([handed, await addresses(), await words()]).toEqual([
      [[TO, CC]],
      { [TO]: "UNKNOWN", [CC]: "UNKNOWN" },
      true,
    ]);
    expect(await messages()).toMatchObject([{ state: "READY", bounced: false }]);
    clock.set(clock.now() + 3 * 60_000);
    await post.send();
    expect([handed.slice(1), await addresses()]).toEqual([[[TO]], { [TO]: "WORKING", [CC]: "UNKNOWN" }]);
    expect([await messages(), await steps(), await words()]).toMatchObject([
      [{ state: "SENT" }],
      ["DONE"],
      false,
    ]);
  });

  it("and does not leave once it is paid", async () => {
    answers = [accepted(LATER)];
    await post.day("2026-10-19");
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-10-19",
      amountCents: "4 320,00",
      method: "TRANSFER",
    });
    clock.set(clock.now() + 3 * 60_000);
    await post.send();
    expect([handed, await words()]).toEqual([[[TO, CC]], true]);
  });

  it("then refused for good: the step did not happen", async () => {
    answers = [accepted(LATER), { kind: "refused_permanent", stage: "rcpt", ...GONE }];
    await post.day("2026-10-19");
    clock.set(clock.now() + 3 * 60_000);
    await post.send();
    expect([(await messages())[0], (await addresses())[TO]]).toMatchObject([{ state: "FAILED" }, "REFUSED"]);
    expect((await steps())[0]).toBe("CANCELLED");
  });
});

describe("the copy is taken, the person it is addressed to is unknown there", () => {
  it("counts as a message that came back: the address is refused and a call takes its place", async () => {
    answers = [accepted(GONE)];
    await post.day("2026-10-19");
    expect([await addresses(), (await messages())[0]]).toMatchObject([
      { [TO]: "REFUSED", [CC]: "UNKNOWN" },
      { state: "SENT", bounced: true },
    ]);
    expect(await words()).toBe(true);
    await post.day("2026-10-20");
    expect(await rows("SELECT state::text FROM call_task WHERE company_id = $1")).toEqual([
      { state: "OPEN" },
    ]);
    expect(handed).toHaveLength(1);
  });
});

it("the copy alone is refused: the message has left, and only its reader's address works", async () => {
  answers = [accepted({ ...LATER, recipient: CC })];
  await post.day("2026-10-19");
  expect([await messages(), await addresses()]).toMatchObject([
    [{ state: "SENT", bounced: false }],
    { [TO]: "WORKING", [CC]: "UNKNOWN" },
  ]);
});
