/** The second step: asked for once it was confirmed, whichever way someone comes in, and each code once. */
import { generateSync } from "otplib";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";
import { refusalOf } from "../support/refusal";

const database = await createTestDatabase();
const { confirmEmail, signUp } = await import("@/auth/accounts");
const { createSession, readSession } = await import("@/auth/sessions");
const { beginSecondFactor, confirmSecondFactor, readSecondFactor, removeSecondFactor, renewRecoveryCodes } =
  await import("@/auth/secondFactor");
const { beginSecondStep, endSecondStep, isSecondStepOpen } = await import("@/auth/secondStep");
const { changePassword } = await import("@/auth/passwordChange");
const { confirmEmailChange, requestEmailChange } = await import("@/auth/profile");
const { sentMails, tokenIn } = await import("../support/accountMails");

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE = 60_000;
const STEP = 30_000;
const APP = "http://localhost:3000";
const PASSWORD = "trois mots bleus";
const proof = { currentPassword: PASSWORD };
const visitor = { network: "192.0.2.0/24", device: "Firefox" };

let counter = 0;

async function signedIn(isProved = true) {
  counter += 1;
  const email = `deux${counter}@people.example`;
  const userId = await signUp({ name: "Hélène Brisset", email, password: PASSWORD }, visitor, APP, NOW);
  const sessionId = await createSession(userId, visitor, NOW);
  const session = async () => {
    const user = await readSession(sessionId, NOW);
    if (!user) throw new Error("the session is open");
    return user;
  };
  if (isProved)
    await confirmEmail(await tokenIn(database, email, "/confirmation?jeton="), await session(), NOW);
  return session();
}

/** A person whose telephone is in use, confirmed by the code of `NOW`; the next code is that of `NOW + STEP`. */
async function withTelephone() {
  const user = await signedIn();
  await beginSecondFactor(user, proof, NOW);
  const begun = await readSecondFactor(user, NOW);
  if (begun.state !== "begun") throw new Error("there is a code to scan");
  const codeAt = (at: number) => generateSync({ secret: begun.secret, epoch: at / 1000 });
  await confirmSecondFactor(user, { code: codeAt(NOW) }, APP, NOW, NOW);
  return { user, codeAt, recoveryCodes: begun.recoveryCodes };
}

async function tokenFor(userId: string, now = NOW): Promise<string> {
  const token = await beginSecondStep(userId, now);
  if (token === null) throw new Error("this account asks for a code");
  return token;
}

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

describe("putting a telephone in service", () => {
  it("asks for nothing before a first code was right", async () => {
    const user = await signedIn();
    await beginSecondFactor(user, proof, NOW);
    expect(await beginSecondStep(user.userId, NOW)).toBeNull();
    const refusal = await refusalOf(confirmSecondFactor(user, { code: "000000" }, APP, NOW, NOW));
    expect(refusal.fields).toEqual(["code"]);
    expect(await beginSecondStep(user.userId, NOW)).toBeNull();
    expect((await readSecondFactor(user, NOW)).state).toBe("begun");
  });

  it("shows what is to be scanned to the session that began it, for half an hour", async () => {
    const user = await signedIn();
    await beginSecondFactor(user, proof, NOW);
    const other = await readSession(await createSession(user.userId, visitor, NOW), NOW);
    if (!other) throw new Error("the session is open");
    const states = [
      await readSecondFactor(other, NOW),
      await readSecondFactor(user, NOW + 30 * MINUTE),
      await readSecondFactor(user, NOW + 31 * MINUTE),
    ].map(({ state }) => state);
    expect(states).toEqual(["off", "begun", "off"]);
  });

  it("wants the password, and an address that was proved", async () => {
    const user = await signedIn();
    expect(
      (await refusalOf(beginSecondFactor(user, { currentPassword: "autre chose" }, NOW))).fields,
    ).toEqual(["currentPassword"]);
    const refusal = await refusalOf(beginSecondFactor(await signedIn(false), proof, NOW));
    expect(refusal.message).toContain("Confirmez d’abord");
  });

  it("signs the other devices out, tells the person, and keeps neither the secret nor a code in clear", async () => {
    const user = await signedIn();
    const elsewhere = await createSession(user.userId, visitor, NOW);
    await beginSecondFactor(user, proof, NOW);
    const begun = await readSecondFactor(user, NOW);
    if (begun.state !== "begun") throw new Error("there is a code to scan");
    const code = generateSync({ secret: begun.secret, epoch: NOW / 1000 });
    await confirmSecondFactor(user, { code }, APP, NOW, NOW);
    expect(await readSession(elsewhere, NOW)).toBeNull();
    expect(await readSession(user.sessionId, NOW)).not.toBeNull();
    const told = (await sentMails(database)).filter(({ to }) => to === user.email).at(-1);
    expect(told?.content.subject).toBe("La connexion en deux étapes est en service");
    const kept = await asOwner<{ row: string }>(
      database,
      `SELECT encode(sealed, 'escape') || coalesce((SELECT string_agg(code_hash, ' ') FROM recovery_code c
         WHERE c.user_id = f.user_id), '') AS row FROM second_factor f WHERE user_id = $1`,
      [user.userId],
    );
    expect(kept).toHaveLength(1);
    for (const secret of [begun.secret, ...begun.recoveryCodes]) expect(kept[0]?.row).not.toContain(secret);
    expect(await refusalOf(beginSecondFactor(user, proof, NOW))).toMatchObject({
      message: "La connexion en deux étapes est déjà en service.",
    });
  });
});

describe("signing in with a code", () => {
  it("opens with the code of the moment, once", async () => {
    const { user, codeAt } = await withTelephone();
    const later = NOW + STEP;
    const token = await tokenFor(user.userId);
    expect(await endSecondStep(token, codeAt(later), APP, NOW, later)).toBe(user.userId);
    expect(await isSecondStepOpen(token, NOW)).toBe(false);
    const again = await tokenFor(user.userId);
    expect((await refusalOf(endSecondStep(again, codeAt(later), APP, NOW, later))).fields).toEqual(["code"]);
  });

  it("does not take the code that put the telephone in service", async () => {
    const { user, codeAt } = await withTelephone();
    const token = await tokenFor(user.userId);
    expect((await refusalOf(endSecondStep(token, codeAt(NOW), APP, NOW, NOW))).fields).toEqual(["code"]);
  });

  it("lets one of two in that come together with one code", async () => {
    const { user, codeAt } = await withTelephone();
    const later = NOW + STEP;
    const token = await tokenFor(user.userId);
    const both = await Promise.allSettled([
      endSecondStep(token, codeAt(later), APP, NOW, later),
      endSecondStep(token, codeAt(later), APP, NOW, later),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("leaves a wrong code without effect, until five were tried", async () => {
    const { user, codeAt } = await withTelephone();
    const later = NOW + STEP;
    const token = await tokenFor(user.userId);
    await asOwner(database, "DELETE FROM rate_bucket");
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await refusalOf(endSecondStep(token, "000000", APP, NOW, NOW + 40 * STEP))).fields).toEqual([
        "code",
      ]);
    }
    expect((await refusalOf(endSecondStep(token, codeAt(later), APP, NOW, later))).message).toContain(
      "Trop d’essais",
    );
    await asOwner(database, "DELETE FROM rate_bucket");
    expect(await endSecondStep(token, codeAt(later), APP, NOW, later)).toBe(user.userId);
  });

  it("is over after ten minutes, and once the password has changed", async () => {
    const { user, codeAt } = await withTelephone();
    const later = NOW + STEP;
    const old = await tokenFor(user.userId);
    const tooLate = refusalOf(endSecondStep(old, codeAt(later), APP, NOW + 11 * MINUTE, later));
    expect((await tooLate).message).toContain("Connectez-vous de nouveau");
    const token = await tokenFor(user.userId);
    await changePassword(user, { ...proof, password: "quatre mots bien verts" }, APP, NOW);
    expect((await refusalOf(endSecondStep(token, codeAt(later), APP, NOW, later))).message).toContain(
      "Connectez-vous de nouveau",
    );
  });

  it("takes each code kept on paper once, and tells the person", async () => {
    const { user, recoveryCodes } = await withTelephone();
    const [first = ""] = recoveryCodes;
    const typed = first.toLowerCase().replaceAll("-", " ");
    expect(await endSecondStep(await tokenFor(user.userId), typed, APP, NOW, NOW)).toBe(user.userId);
    const told = (await sentMails(database)).filter(({ to }) => to === user.email).at(-1);
    expect(told?.content.paragraphs.join(" ")).toContain("Il en reste 7.");
    const again = await tokenFor(user.userId);
    expect((await refusalOf(endSecondStep(again, typed, APP, NOW, NOW))).fields).toEqual(["code"]);
    expect(await readSecondFactor(user, NOW)).toMatchObject({ state: "on", recoveryCodesLeft: 7 });
  });

  it("takes no code of somebody else", async () => {
    const { recoveryCodes, codeAt } = await withTelephone();
    const { user } = await withTelephone();
    for (const code of [recoveryCodes[0] ?? "", codeAt(NOW + STEP)]) {
      const token = await tokenFor(user.userId);
      expect((await refusalOf(endSecondStep(token, code, APP, NOW, NOW + STEP))).fields).toEqual(["code"]);
    }
  });
});

describe("codes renewed, and the telephone taken away", () => {
  it("wants the password and a code for either", async () => {
    const { user, codeAt } = await withTelephone();
    const later = NOW + STEP;
    for (const gesture of [
      () => removeSecondFactor(user, { code: codeAt(later), currentPassword: "non" }, APP, NOW, later),
      () => removeSecondFactor(user, { ...proof, code: "000000" }, APP, NOW, later + 40 * STEP),
      () => renewRecoveryCodes(user, { ...proof, code: "" }, NOW, later),
    ]) {
      expect((await refusalOf(gesture())).fields).toHaveLength(1);
    }
    expect(await readSecondFactor(user, NOW)).toMatchObject({ state: "on", recoveryCodesLeft: 8 });
  });

  it("forgets the former codes once there are new ones", async () => {
    const { user, codeAt, recoveryCodes } = await withTelephone();
    const later = NOW + STEP;
    const codes = await renewRecoveryCodes(user, { ...proof, code: codeAt(later) }, NOW, later);
    const token = await tokenFor(user.userId);
    const former = refusalOf(endSecondStep(token, recoveryCodes[1] ?? "", APP, NOW, later));
    expect((await former).fields).toEqual(["code"]);
    expect(await endSecondStep(token, codes[1] ?? "", APP, NOW, later)).toBe(user.userId);
  });

  it("stays through a change of address pressed in a session, and goes with one pressed elsewhere", async () => {
    for (const [isInHand, state] of [
      [true, "on"],
      [false, "off"],
    ] as const) {
      const { user } = await withTelephone();
      const email = `nouvelle-${user.email}`;
      await requestEmailChange(user, { ...proof, email }, visitor, APP, NOW);
      const token = await tokenIn(database, email, "/confirmation?adresse=");
      await confirmEmailChange(token, isInHand ? user : null, APP, NOW);
      expect((await readSecondFactor(user, NOW)).state).toBe(state);
    }
  });

  it("opens with the password alone once the telephone was taken away", async () => {
    const { user, recoveryCodes } = await withTelephone();
    await removeSecondFactor(user, { ...proof, code: recoveryCodes[2] ?? "" }, APP, NOW, NOW);
    expect(await beginSecondStep(user.userId, NOW)).toBeNull();
    expect((await readSecondFactor(user, NOW)).state).toBe("off");
  });
});
