/** Members: invitations that work once and for one address, roles, and the last owner. */
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeCompany, makeUser, parisClock, silentBell } = await import("../support/world");
const { tokenIn } = await import("../support/accountMails");
const { inviteFirmMember, inviteMember } = await import("@/usecases/parties/inviteMember");
const { acceptInvitation, readInvitation } = await import("@/usecases/parties/acceptInvitation");
const { withdrawFirmInvitation, withdrawInvitation } = await import("@/usecases/parties/withdrawInvitation");
const { changeRole, removeMember } = await import("@/usecases/parties/changeMember");
const { changeFirmRole, removeFirmMember } = await import("@/usecases/parties/changeFirmMember");
const { createFirm } = await import("@/usecases/parties/createFirm");
const { readTeam } = await import("@/usecases/parties/readSettings");
const { readFirm } = await import("@/usecases/parties/readFirm");
const { accessTo } = await import("@/auth/companyAccess");
const { freshSiren } = await import("../support/world");

const APP = "http://localhost:3000";
const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;

async function newPerson() {
  const userId = await makeUser("Paul Martin");
  return { userId, email: `${userId}@people.example` };
}

async function invited(role = "COLLABORATOR") {
  const person = await newPerson();
  await inviteMember(world.ctx, { email: person.email, role }, APP);
  return { person, token: await tokenIn(database, person.email, "/invitation/") };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    if (error instanceof InputError) return error.errors.map(({ code }) => code).join();
    throw error;
  }
  return "";
}

const roleOf = async (userId: string) =>
  (await readTeam(world.ctx)).members.find((member) => member.userId === userId)?.role;

beforeAll(async () => {
  world = await makeCompany(clock);
});

describe("a team", () => {
  it("says whose sign-in asks for a code, once it was put in service", async () => {
    const { person, token } = await invited();
    await acceptInvitation({ clock }, person, token);
    const telephone = (confirmedAt: string) =>
      asOwner(
        database,
        `INSERT INTO second_factor (user_id, sealed, begun_at, begun_session_id, confirmed_at)
         VALUES ($1, '', now(), $1, ${confirmedAt})
         ON CONFLICT (user_id) DO UPDATE SET confirmed_at = excluded.confirmed_at`,
        [person.userId],
      );
    const isSaid = async () =>
      (await readTeam(world.ctx)).members.find(({ userId }) => userId === person.userId)?.hasSecondStep;
    expect(await isSaid()).toBe(false);
    await telephone("NULL");
    expect(await isSaid()).toBe(false);
    await telephone("now()");
    expect(await isSaid()).toBe(true);
  });
});

describe("an invitation", () => {
  it("gives its role to the person it was sent to", async () => {
    const { person, token } = await invited("MANAGER");
    expect(await readInvitation(token, clock.now())).toMatchObject({
      isFirm: false,
      roleName: "Responsable",
      email: person.email,
    });
    expect(await roleOf(person.userId)).toBeUndefined();
    expect(await acceptInvitation({ clock }, person, token)).toBe(`/${world.slug}`);
    expect(await roleOf(person.userId)).toBe("MANAGER");
    expect((await accessTo(person.userId, world.slug, "configure", clock.now()))?.role).toBe("MANAGER");
    expect(await accessTo(person.userId, world.slug, "own", clock.now())).toBeNull();
  });

  it("is for one address only", async () => {
    const { token } = await invited();
    const stranger = await newPerson();
    expect(await codeOf(acceptInvitation({ clock }, stranger, token))).toBe("OTHER_ADDRESS");
    expect(await roleOf(stranger.userId)).toBeUndefined();
  });

  it("counts once under twenty parallel presses", async () => {
    const { person, token } = await invited();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => acceptInvitation({ clock }, person, token)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const joined = await asOwner<{ count: string }>(
      database,
      "SELECT count(*) FROM journal_entry WHERE action = 'member.joined' AND entity_id = $1",
      [person.userId],
    );
    expect(joined[0]?.count).toBe("1");
    expect(await readInvitation(token, clock.now())).toBeNull();
  });

  it("stops working when withdrawn, replaced, or a week old", async () => {
    const first = await invited();
    const { invitations } = await readTeam(world.ctx);
    const mine = invitations.find(({ email }) => email === first.person.email);
    await withdrawInvitation(world.ctx, mine?.id ?? "");
    expect(await codeOf(acceptInvitation({ clock }, first.person, first.token))).toBe("INVITATION");
    expect(await codeOf(withdrawInvitation(world.ctx, mine?.id ?? ""))).toBe("NOT_FOUND");

    const second = await invited();
    await inviteMember(world.ctx, { email: second.person.email, role: "VIEWER" }, APP);
    expect(await codeOf(acceptInvitation({ clock }, second.person, second.token))).toBe("INVITATION");

    const third = await invited();
    const later = parisClock("2026-12-01");
    expect(await codeOf(acceptInvitation({ clock: later }, third.person, third.token))).toBe("INVITATION");
  });

  it("does not lower the role of someone who is a member already", async () => {
    const { person, token } = await invited("MANAGER");
    await acceptInvitation({ clock }, person, token);
    expect(await codeOf(inviteMember(world.ctx, { email: person.email, role: "VIEWER" }, APP))).toBe(
      "MEMBER",
    );
  });

  it("is of one company: another cannot withdraw it, and an unknown token is nothing", async () => {
    const { person } = await invited();
    const other = await makeCompany(clock, { name: "Autre" });
    const mine = (await readTeam(world.ctx)).invitations.find(({ email }) => email === person.email);
    expect(await codeOf(withdrawInvitation(other.ctx, mine?.id ?? ""))).toBe("NOT_FOUND");
    expect(await readInvitation("unknown", clock.now())).toBeNull();
    expect(await codeOf(acceptInvitation({ clock }, person, "unknown"))).toBe("INVITATION");
  });

  it("leaves no more than thirty waiting", async () => {
    const { ctx } = await makeCompany(clock, { name: "Bavarde" });
    for (let count = 0; count < 30; count += 1) {
      await inviteMember(ctx, { email: `p${count}@many.example`, role: "VIEWER" }, APP);
    }
    expect(await codeOf(inviteMember(ctx, { email: "p31@many.example", role: "VIEWER" }, APP))).toBe(
      "TOO_MANY",
    );
  });
});

describe("the last owner", () => {
  it("cannot be lowered nor removed, by themselves or by anyone", async () => {
    const { ctx, userId } = await makeCompany(clock, { name: "Seule" });
    expect(await codeOf(changeRole(ctx, userId, "MANAGER"))).toBe("LAST_OWNER");
    expect(await codeOf(removeMember(ctx, userId))).toBe("LAST_OWNER");
    await changeRole(ctx, userId, "OWNER");
  });

  it("remains when two owners remove each other together", async () => {
    const one = await makeCompany(clock, { name: "Duel" });
    const other = await newPerson();
    await inviteMember(one.ctx, { email: other.email, role: "OWNER" }, APP);
    await acceptInvitation({ clock }, other, await tokenIn(database, other.email, "/invitation/"));
    const asOther = { ...one.ctx, actor: { kind: "user" as const, userId: other.userId, firmId: null } };
    const results = await Promise.allSettled([
      removeMember(one.ctx, other.userId),
      removeMember(asOther, one.userId),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await readTeam(one.ctx)).members.filter(({ role }) => role === "OWNER")).toHaveLength(1);
  });
});

describe("a member who leaves", () => {
  it("loses access at once, and the invitations they sent stop working", async () => {
    const { person, token } = await invited("OWNER");
    await acceptInvitation({ clock }, person, token);
    const theirs = { ...world.ctx, actor: { kind: "user" as const, userId: person.userId, firmId: null } };
    const friend = await newPerson();
    await inviteMember(theirs, { email: friend.email, role: "OWNER" }, APP);
    const friendToken = await tokenIn(database, friend.email, "/invitation/");
    await removeMember(world.ctx, person.userId);
    expect(await accessTo(person.userId, world.slug, "read", clock.now())).toBeNull();
    expect(await codeOf(acceptInvitation({ clock }, friend, friendToken))).toBe("INVITATION");
  });

  it("or owns the company no more cannot come back by an invitation sent before", async () => {
    const { person, token } = await invited("OWNER");
    await acceptInvitation({ clock }, person, token);
    const theirs = { ...world.ctx, actor: { kind: "user" as const, userId: person.userId, firmId: null } };
    const second = await newPerson();
    await inviteMember(theirs, { email: second.email, role: "OWNER" }, APP);
    const secondToken = await tokenIn(database, second.email, "/invitation/");
    await changeRole(world.ctx, person.userId, "VIEWER");
    expect(await codeOf(acceptInvitation({ clock }, second, secondToken))).toBe("INVITATION");
    expect(await roleOf(second.userId)).toBeUndefined();
  });

  it("must be a member of this company", async () => {
    const other = await makeCompany(clock, { name: "Encore une" });
    expect(await codeOf(removeMember(world.ctx, other.userId))).toBe("NOT_FOUND");
    expect(await codeOf(changeRole(world.ctx, "x", "OWNER"))).toBe("NOT_FOUND");
  });
});

describe("a firm", () => {
  async function newFirm() {
    const userId = await makeUser("Julien Morvan");
    const raw = {
      kind: "ACCOUNTANT",
      name: "Morvan et associés",
      siren: freshSiren(),
      street: "3 quai",
      postcode: "44000",
      city: "Nantes",
    };
    const { firmId, slug } = await createFirm({ userId, clock }, raw);
    return { ctx: { firmId, userId, clock, bell: silentBell }, slug, raw };
  }

  it("takes its members by invitation, for one address and once", async () => {
    const { ctx, slug } = await newFirm();
    const person = await newPerson();
    await inviteFirmMember(ctx, { email: person.email, role: "ASSISTANT" }, APP);
    const token = await tokenIn(database, person.email, "/invitation/");
    expect(await codeOf(acceptInvitation({ clock }, await newPerson(), token))).toBe("OTHER_ADDRESS");
    expect(await acceptInvitation({ clock }, person, token)).toBe(`/cabinet/${slug}`);
    expect(await codeOf(acceptInvitation({ clock }, person, token))).toBe("INVITATION");
    expect((await readFirm(ctx)).members.map(({ role }) => role).sort()).toEqual(["ASSISTANT", "PARTNER"]);
  });

  it("keeps a partner, and its invitations are its own", async () => {
    const { ctx } = await newFirm();
    const other = await newFirm();
    expect(await codeOf(changeFirmRole(ctx, ctx.userId, "ASSISTANT"))).toBe("LAST_PARTNER");
    expect(await codeOf(removeFirmMember(ctx, ctx.userId))).toBe("LAST_PARTNER");
    expect(await codeOf(removeFirmMember(ctx, other.ctx.userId))).toBe("NOT_FOUND");
    await inviteFirmMember(ctx, { email: "a@b.example", role: "ASSISTANT" }, APP);
    const [waiting] = (await readFirm(ctx)).invitations;
    expect(await codeOf(withdrawFirmInvitation(other.ctx, waiting?.id ?? ""))).toBe("NOT_FOUND");
    await withdrawFirmInvitation(ctx, waiting?.id ?? "");
    expect((await readFirm(ctx)).invitations).toEqual([]);
  });

  it("takes back what a partner had sent when they are a partner no more", async () => {
    const { ctx } = await newFirm();
    const person = await newPerson();
    await inviteFirmMember(ctx, { email: person.email, role: "PARTNER" }, APP);
    await acceptInvitation({ clock }, person, await tokenIn(database, person.email, "/invitation/"));
    const second = await newPerson();
    await inviteFirmMember({ ...ctx, userId: person.userId }, { email: second.email, role: "PARTNER" }, APP);
    await changeFirmRole(ctx, person.userId, "ASSISTANT");
    const token = await tokenIn(database, second.email, "/invitation/");
    expect(await codeOf(acceptInvitation({ clock }, second, token))).toBe("INVITATION");
  });

  it("has an address of its own when its name is taken", async () => {
    const one = await newFirm();
    const two = await newFirm();
    expect(two.slug).not.toBe(one.slug);
    expect(two.slug).toMatch(/^morvan-et-associes-[0-9a-f]{6}$/);
  });
});
