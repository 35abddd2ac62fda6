/** Accounts: the same answer for those who exist and those who do not, links that work once. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { InputError } from "@/domain/fields";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";
import { refusalOf } from "../support/refusal";

// Counts how often the expensive function runs; it still runs.
const verifications = vi.hoisted(() => ({ count: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    verify: (...args: Parameters<typeof real.verify>) => {
      verifications.count += 1;
      return real.verify(...args);
    },
  };
});

const database: TestDatabase = await createTestDatabase();
const { confirmEmail, requestSignInLink, signInByLink, signInByPassword, signUp } = await import(
  "@/auth/accounts"
);
const { changePassword, requestPasswordReset, resetPassword } = await import("@/auth/passwordChange");
const { confirmEmailChange, requestEmailChange } = await import("@/auth/profile");
const { createSession, listSessions, readSession, revokeAllSessions, revokeSession } = await import(
  "@/auth/sessions"
);
const { sentMails, tokenIn } = await import("../support/accountMails");

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE = 60_000;
const APP = "http://localhost:3000";
const PASSWORD = "trois mots bleus";
const visitor = { network: "192.0.2.0/24", device: "Firefox" };

let counter = 0;

/** A new account at an address of its own. */
async function newAccount() {
  counter += 1;
  const email = `person${counter}@people.example`;
  const userId = await signUp({ name: "Hélène Brisset", email, password: PASSWORD }, visitor, APP, NOW);
  return { userId, email };
}

/** The account with an open session, as pages have it. */
async function signedIn() {
  const account = await newAccount();
  const sessionId = await createSession(account.userId, visitor, NOW);
  const user = await readSession(sessionId, NOW);
  if (!user) throw new Error("the session just opened can be read");
  return user;
}

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

describe("signing up", () => {
  it("sends a link that confirms the address, once, and only on the press of its button", async () => {
    const { userId, email } = await newAccount();
    const current = await readSession(await createSession(userId, visitor, NOW), NOW);
    const token = await tokenIn(database, email, "/confirmation?jeton=");
    const verified = () =>
      asOwner<{ at: Date | null }>(
        database,
        "SELECT email_verified_at AS at FROM user_account WHERE id = $1",
        [userId],
      );
    expect((await verified())[0]?.at).toBeNull();
    expect(await confirmEmail(token, current, NOW)).toEqual({ isPasswordErased: false });
    expect((await verified())[0]?.at).not.toBeNull();
    expect(await confirmEmail(token, current, NOW)).toBeNull();
    expect(await signInByPassword({ email, password: PASSWORD }, visitor)).toBe(userId);
  });

  it("refuses an address twice, also when both press together", async () => {
    const raw = { name: "Paul", email: "Twice@People.example", password: PASSWORD };
    const results = await Promise.allSettled([
      signUp(raw, visitor, APP, NOW),
      signUp({ ...raw, email: "twice@people.example" }, visitor, APP, NOW),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(InputError);
  });

  it("refuses a password that is too short or too common, beside its field", async () => {
    for (const password of ["court", "motdepasse1234", "aaaaaaaaaaaaaa"]) {
      const raw = { name: "Paul", email: "weak@people.example", password };
      expect((await refusalOf(signUp(raw, visitor, APP, NOW))).fields).toEqual(["password"]);
    }
  });
});

describe("signing in", () => {
  it("says the same, after the same work, for a wrong password and for no account at all", async () => {
    const { email } = await newAccount();
    verifications.count = 0;
    const wrong = await refusalOf(signInByPassword({ email, password: "un autre mot" }, visitor));
    const forWrong = verifications.count;
    verifications.count = 0;
    const unknown = await refusalOf(
      signInByPassword({ email: "nobody@people.example", password: "un autre mot" }, visitor),
    );
    expect(unknown).toEqual(wrong);
    expect([forWrong, verifications.count]).toEqual([1, 1]);
  });

  it("opens with the right password, whatever the case of the address", async () => {
    const { userId, email } = await newAccount();
    expect(await signInByPassword({ email: email.toUpperCase(), password: PASSWORD }, visitor)).toBe(userId);
  });

  it("stops guessing on one account, with the right password too", async () => {
    const { email } = await newAccount();
    for (let tries = 0; tries < 10; tries += 1) {
      await refusalOf(signInByPassword({ email, password: "un autre mot" }, visitor));
    }
    const refusal = await refusalOf(signInByPassword({ email, password: PASSWORD }, visitor));
    expect(refusal.message).toContain("Trop d’essais");
  });

  it("writes only to those who have an account, and says nothing of it", async () => {
    const { email } = await newAccount();
    const before = (await sentMails(database)).length;
    await requestSignInLink({ email: "nobody@people.example" }, visitor, APP, NOW);
    expect((await sentMails(database)).length).toBe(before);
    await requestSignInLink({ email }, visitor, APP, NOW);
    expect((await sentMails(database)).length).toBe(before + 1);
  });

  it("lets one of twenty parallel presses of a link in", async () => {
    const { userId, email } = await newAccount();
    await requestSignInLink({ email }, visitor, APP, NOW);
    const token = await tokenIn(database, email, "/connexion/lien?jeton=");
    const results = await Promise.all(Array.from({ length: 20 }, () => signInByLink(token, NOW)));
    expect(results.filter((result) => result?.userId === userId)).toHaveLength(1);
    expect(results.filter((result) => result === null)).toHaveLength(19);
  });

  it("forgets a link after a quarter of an hour, and when another was asked for", async () => {
    const { email } = await newAccount();
    await requestSignInLink({ email }, visitor, APP, NOW);
    const first = await tokenIn(database, email, "/connexion/lien?jeton=");
    await requestSignInLink({ email }, visitor, APP, NOW + MINUTE);
    const second = await tokenIn(database, email, "/connexion/lien?jeton=");
    expect(await signInByLink(first, NOW + 2 * MINUTE)).toBeNull();
    expect(await signInByLink(second, NOW + 17 * MINUTE)).toBeNull();
  });

  it("stops a network that asks too often, and not the visitors no proxy names", async () => {
    const { email } = await newAccount();
    const askOften = async (from: typeof visitor) => {
      for (let asked = 0; asked < 30; asked += 1) {
        await requestSignInLink({ email: `nobody${asked}@people.example` }, from, APP, NOW);
      }
      return requestSignInLink({ email }, from, APP, NOW);
    };
    expect((await refusalOf(askOften({ ...visitor, network: "203.0.113.0/24" }))).message).toContain(
      "Trop d’essais",
    );
    await asOwner(database, "DELETE FROM rate_bucket");
    await askOften({ ...visitor, network: "direct" });
    expect(await tokenIn(database, email, "/connexion/lien?jeton=")).not.toBe("");
  });

  it("keeps purposes apart: a link that confirms an address opens no session", async () => {
    const { email } = await newAccount();
    const token = await tokenIn(database, email, "/confirmation?jeton=");
    expect(await signInByLink(token, NOW)).toBeNull();
    expect(
      (await refusalOf(resetPassword({ jeton: token, password: PASSWORD }, APP, NOW))).message,
    ).toContain("lien");
  });

  it("keeps no token in the database, only its hash", async () => {
    const { email } = await newAccount();
    await requestSignInLink({ email }, visitor, APP, NOW);
    const token = await tokenIn(database, email, "/connexion/lien?jeton=");
    const rows = await asOwner<{ row: string }>(
      database,
      "SELECT t::text AS row FROM one_time_token t UNION ALL SELECT m::text FROM account_mail m",
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });
});

describe("an address that somebody else signed up with", () => {
  /** A stranger's account at the address of a person who never asked for it. */
  async function hijacked() {
    const { userId, email } = await newAccount();
    const session = await createSession(userId, visitor, NOW);
    const stranger = await readSession(session, NOW);
    if (!stranger) throw new Error("the session just opened can be read");
    const elsewhere = `kept.${email}`;
    await requestEmailChange(stranger, { email: elsewhere, currentPassword: PASSWORD }, visitor, APP, NOW);
    const change = await tokenIn(database, elsewhere, "/confirmation?adresse=");
    return { userId, email, session, change };
  }

  async function expectLost({ userId, email, session, change }: Awaited<ReturnType<typeof hijacked>>) {
    expect(await readSession(session, NOW)).toBeNull();
    await refusalOf(signInByPassword({ email, password: PASSWORD }, visitor));
    expect(await confirmEmailChange(change, null, APP, NOW)).toBeNull();
    const owner = await readSession(await createSession(userId, visitor, NOW), NOW);
    expect(owner).toMatchObject({ email, hasPassword: false, isEmailVerified: true });
  }

  it("is theirs alone once they sign in by link", async () => {
    const taken = await hijacked();
    const link = async () => {
      await requestSignInLink({ email: taken.email }, visitor, APP, NOW);
      return signInByLink(await tokenIn(database, taken.email, "/connexion/lien?jeton="), NOW);
    };
    expect(await link()).toEqual({ userId: taken.userId, isPasswordErased: true });
    await expectLost(taken);
    expect(await link()).toEqual({ userId: taken.userId, isPasswordErased: false });
  });

  it("is theirs alone once they press the link that confirms it, from no session or another's", async () => {
    const nobody = await hijacked();
    const token = async (email: string) => tokenIn(database, email, "/confirmation?jeton=");
    expect(await confirmEmail(await token(nobody.email), null, NOW)).toEqual({ isPasswordErased: true });
    await expectLost(nobody);
    const another = await hijacked();
    expect(await confirmEmail(await token(another.email), await signedIn(), NOW)).toEqual({
      isPasswordErased: true,
    });
    await expectLost(another);
  });
});

describe("a forgotten password", () => {
  async function resetToken(email: string): Promise<string> {
    await requestPasswordReset({ email }, visitor, APP, NOW);
    return tokenIn(database, email, "/mot-de-passe/nouveau?jeton=");
  }

  it("is set again by its link, once, and every device is signed out", async () => {
    const user = await signedIn();
    const token = await resetToken(user.email);
    expect(await resetPassword({ jeton: token, password: "quatre mots rouges" }, APP, NOW)).toBe(user.userId);
    expect(await readSession(user.sessionId, NOW)).toBeNull();
    expect(await signInByPassword({ email: user.email, password: "quatre mots rouges" }, visitor)).toBe(
      user.userId,
    );
    await refusalOf(signInByPassword({ email: user.email, password: PASSWORD }, visitor));
    await refusalOf(resetPassword({ jeton: token, password: "cinq mots verts" }, APP, NOW));
  });

  it("is set by one of twenty parallel presses", async () => {
    const { email } = await newAccount();
    const token = await resetToken(email);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        resetPassword({ jeton: token, password: `mots rouges ${index}` }, APP, NOW),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("keeps its link when the new one is refused", async () => {
    const { email, userId } = await newAccount();
    const token = await resetToken(email);
    await refusalOf(resetPassword({ jeton: token, password: "court" }, APP, NOW));
    expect(await resetPassword({ jeton: token, password: "quatre mots rouges" }, APP, NOW)).toBe(userId);
  });

  it("answers the same for an address without account, and sends nothing", async () => {
    const before = (await sentMails(database)).length;
    expect(await requestPasswordReset({ email: "nobody@people.example" }, visitor, APP, NOW)).toBeUndefined();
    expect((await sentMails(database)).length).toBe(before);
  });

  it("forgets its link after thirty minutes", async () => {
    const { email } = await newAccount();
    const token = await resetToken(email);
    await refusalOf(resetPassword({ jeton: token, password: "quatre mots rouges" }, APP, NOW + 31 * MINUTE));
  });
});

describe("sessions", () => {
  it("end one by one, by the person only", async () => {
    const user = await signedIn();
    const other = await signedIn();
    await revokeSession(other.userId, user.sessionId, NOW);
    expect(await readSession(user.sessionId, NOW)).not.toBeNull();
    await revokeSession(user.userId, "not-an-id", NOW);
    await revokeSession(user.userId, user.sessionId, NOW);
    expect(await readSession(user.sessionId, NOW)).toBeNull();
  });

  it("end everywhere but here", async () => {
    const user = await signedIn();
    await createSession(user.userId, visitor, NOW);
    await createSession(user.userId, visitor, NOW);
    expect(await revokeAllSessions(user.userId, NOW, user.sessionId)).toBe(2);
    expect((await listSessions(user.userId)).map(({ id }) => id)).toEqual([user.sessionId]);
  });

  it("end by themselves after thirty days without a visit", async () => {
    const user = await signedIn();
    expect(await readSession(user.sessionId, NOW + 29 * 86_400_000)).not.toBeNull();
    expect(await readSession(user.sessionId, NOW + 60 * 86_400_000)).toBeNull();
  });

  it("end on the other devices when the password changes, which asks for the present one", async () => {
    const user = await signedIn();
    const elsewhere = await createSession(user.userId, visitor, NOW);
    const raw = { currentPassword: "un autre mot", password: "quatre mots rouges" };
    expect((await refusalOf(changePassword(user, raw, APP, NOW))).fields).toEqual(["currentPassword"]);
    await changePassword(user, { ...raw, currentPassword: PASSWORD }, APP, NOW);
    expect(await readSession(elsewhere, NOW)).toBeNull();
    expect(await readSession(user.sessionId, NOW)).not.toBeNull();
  });

  it("ask those without a password for a fresh link before a grave gesture", async () => {
    const user = { ...(await signedIn()), hasPassword: false };
    const raw = { password: "quatre mots rouges" };
    const late = await refusalOf(changePassword(user, raw, APP, NOW + 20 * MINUTE));
    expect(late.message).toContain("lien");
    await changePassword(user, raw, APP, NOW + 5 * MINUTE);
  });
});

describe("a change of address", () => {
  it("counts once its link is used, tells the former address, and signs out the others", async () => {
    const user = await signedIn();
    const elsewhere = await createSession(user.userId, visitor, NOW);
    const email = `new.${user.email}`;
    await requestEmailChange(user, { email, currentPassword: PASSWORD }, visitor, APP, NOW);
    expect((await readSession(user.sessionId, NOW))?.email).toBe(user.email);
    const token = await tokenIn(database, email, "/confirmation?adresse=");
    expect(await confirmEmailChange(token, user, APP, NOW)).toEqual({ isPasswordErased: false });
    expect(await signInByPassword({ email, password: PASSWORD }, visitor)).toBe(user.userId);
    expect((await readSession(user.sessionId, NOW))?.email).toBe(email);
    expect(await readSession(elsewhere, NOW)).toBeNull();
    expect(
      (await sentMails(database)).filter(({ to }) => to === user.email).at(-1)?.content.subject,
    ).toContain("changé");
    expect(await confirmEmailChange(token, user, APP, NOW)).toBeNull();
  });

  it("asks for the password, and does not tell whose an address is", async () => {
    const user = await signedIn();
    const { email } = await newAccount();
    const refusal = await refusalOf(requestEmailChange(user, { email }, visitor, APP, NOW));
    expect(refusal.fields).toEqual(["currentPassword"]);
    const sentTo = async () => (await sentMails(database)).filter(({ to }) => to === email).length;
    const before = await sentTo();
    expect(await requestEmailChange(user, { email, currentPassword: PASSWORD }, visitor, APP, NOW)).toBe(
      email,
    );
    expect(await sentTo()).toBe(before);
  });

  it("is told to the present address when it is asked for, and does not survive a new password", async () => {
    const user = await signedIn();
    const email = `thief.${user.email}`;
    const ask = async () => {
      await requestEmailChange(user, { email, currentPassword: PASSWORD }, visitor, APP, NOW);
      return tokenIn(database, email, "/confirmation?adresse=");
    };
    const first = await ask();
    const told = (await sentMails(database)).filter(({ to }) => to === user.email).at(-1);
    expect(told?.content.paragraphs.join(" ")).toContain(email);
    await changePassword(user, { currentPassword: PASSWORD, password: PASSWORD }, APP, NOW);
    expect(await confirmEmailChange(first, user, APP, NOW)).toBeNull();
    const second = await ask();
    await requestPasswordReset({ email: user.email }, visitor, APP, NOW);
    const jeton = await tokenIn(database, user.email, "/mot-de-passe/nouveau?jeton=");
    await resetPassword({ jeton, password: "quatre mots rouges" }, APP, NOW);
    expect(await confirmEmailChange(second, null, APP, NOW)).toBeNull();
  });

  it("pressed elsewhere leaves whoever asked for it without the account: the address may be somebody else’s", async () => {
    const user = await signedIn();
    const stranger = await signedIn();
    const email = `victim.${user.email}`;
    await requestEmailChange(user, { email, currentPassword: PASSWORD }, visitor, APP, NOW);
    const token = await tokenIn(database, email, "/confirmation?adresse=");
    expect(await confirmEmailChange(token, stranger, APP, NOW)).toEqual({ isPasswordErased: true });
    expect(await readSession(user.sessionId, NOW)).toBeNull();
    const kept = signInByPassword({ email, password: PASSWORD }, visitor);
    expect((await refusalOf(kept)).message).toContain("inexact");
    await requestSignInLink({ email }, visitor, APP, NOW);
    const link = await tokenIn(database, email, "/connexion/lien?jeton=");
    expect(await signInByLink(link, NOW)).toEqual({ userId: user.userId, isPasswordErased: false });
  });

  it("does not take an address that another account took meanwhile", async () => {
    const user = await signedIn();
    const email = `raced.${user.email}`;
    await requestEmailChange(user, { email, currentPassword: PASSWORD }, visitor, APP, NOW);
    const token = await tokenIn(database, email, "/confirmation?adresse=");
    await signUp({ name: "Paul", email, password: PASSWORD }, visitor, APP, NOW);
    expect(await confirmEmailChange(token, user, APP, NOW)).toBeNull();
    expect((await readSession(user.sessionId, NOW))?.email).toBe(user.email);
  });
});
