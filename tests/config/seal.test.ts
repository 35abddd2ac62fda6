/** Secrets at rest: bound to their place and to their key, readable across one change of the secret. */
import { describe, expect, it, vi } from "vitest";
import { setTestEnvironment } from "../support/environment";

const OLD = "the-former-secret-0123456789abcdefghij";
const NEW = "the-present-secret-0123456789abcdefgh";

/** The module as a process started with this environment has it. */
async function sealWith(secret: string, previous = "") {
  vi.resetModules();
  setTestEnvironment("postgresql://nobody@127.0.0.1:9/none", {
    APP_SECRET: secret,
    APP_SECRET_PREVIOUS: previous,
  });
  return import("@/config/seal");
}

describe("a sealed secret", () => {
  it("opens at its place only, and not with one bit changed", async () => {
    const { seal, unseal } = await sealWith(NEW);
    const sealed = seal("mot de passe", "mail_server/a/password");
    expect(unseal(sealed, "mail_server/a/password")).toBe("mot de passe");
    expect(() => unseal(sealed, "mail_server/b/password")).toThrow();
    for (const at of [0, 2, 8, 20, sealed.length - 1]) {
      const tampered = Uint8Array.from(sealed);
      tampered[at] = (tampered[at] ?? 0) ^ 1;
      expect(() => unseal(tampered, "mail_server/a/password")).toThrow();
    }
  });

  it("survives a change of the secret while the former one is given, and no longer", async () => {
    const sealed = (await sealWith(OLD)).seal("mot de passe", "p");
    expect((await sealWith(NEW, OLD)).unseal(sealed, "p")).toBe("mot de passe");
    const alone = await sealWith(NEW);
    expect(() => alone.unseal(sealed, "p")).toThrow("no longer has");
  });
});
