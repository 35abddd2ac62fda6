/** What is wrong with a company's server, told from what is wrong with one message. */
import { describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import {
  SERVER_PROBLEMS,
  type ServerProblem,
  serverProblemOf,
  serverRestMs,
} from "@/domain/dunning/serverProblem";
import { explainProblem } from "@/domain/dunning/serverProblemWords";

const refused = (
  stage: "auth" | "mail" | "rcpt" | "final" | "greeting" | "starttls",
  code: number,
  enhancedCode?: string,
): DeliveryOutcome => ({
  kind: code >= 500 ? "refused_permanent" : "refused_temporary",
  stage,
  code,
  ...(enhancedCode && { enhancedCode }),
  text: "no",
});

const CASES: [
  what: string,
  outcome: DeliveryOutcome,
  sending: ServerProblem | null,
  testing: ServerProblem | null,
][] = [
  ["a name that leads nowhere", { kind: "not_sent", reason: "dns", detail: "" }, "NAME", "NAME"],
  ["a private address", { kind: "not_sent", reason: "private_address", detail: "" }, "PRIVATE", "PRIVATE"],
  ["a closed port", { kind: "not_sent", reason: "connect", detail: "" }, "CONNECTION", "CONNECTION"],
  ["silence", { kind: "not_sent", reason: "timeout", detail: "" }, "SILENCE", "SILENCE"],
  ["a wrong certificate", { kind: "not_sent", reason: "tls", detail: "" }, "ENCRYPTION", "ENCRYPTION"],
  ["STARTTLS refused", refused("starttls", 454), "ENCRYPTION", "ENCRYPTION"],
  ["a wrong password", refused("auth", 535, "5.7.8"), "SIGN_IN", "SIGN_IN"],
  ["authentication required", refused("mail", 530, "5.7.0"), "SIGN_IN", "SIGN_IN"],
  ["a sender the account does not own", refused("mail", 553, "5.7.1"), "SENDER", "SENDER"],
  ["the same, said at the end (Exchange)", refused("final", 554, "5.2.252"), "SENDER", "SENDER"],
  ["too many messages, says the server", refused("mail", 452, "4.7.0"), "PACE", "PACE"],
  ["the same of one recipient: its mailbox rests", refused("rcpt", 450, "4.2.1"), null, "PACE"],
  ["a recipient that is grey-listed", refused("rcpt", 451, "4.7.1"), null, "PACE"],
  ["a server that closes at a recipient", refused("rcpt", 421, "4.7.0"), "PACE", "PACE"],
  ["too many messages, said at the end", refused("final", 452, "4.7.28"), "PACE", "PACE"],
  ["a greeting that refuses", refused("greeting", 554), "REFUSAL", "REFUSAL"],
  ["a dead recipient: of the message, unless it is ourselves", refused("rcpt", 550, "5.1.1"), null, "SENDER"],
  ["a message refused for its content", refused("final", 552, "5.3.4"), null, "SENDER"],
  ["a connection lost", { kind: "not_sent", reason: "connection_lost", detail: "" }, null, "DIALOGUE"],
  ["an uncertain end", { kind: "uncertain", reason: "timeout", detail: "" }, null, null],
  ["a yes", { kind: "accepted", response: "250", rejected: [] }, null, null],
];

describe("the problem of a server", () => {
  it.each(CASES)("%s", (_, outcome, sending, testing) => {
    expect(serverProblemOf(outcome)).toBe(sending);
    expect(serverProblemOf(outcome, true)).toBe(testing);
  });

  it("is explained in French, with something to do, for each provider", () => {
    const server = {
      host: "smtp.gmail.com",
      port: 587,
      security: "STARTTLS",
      userName: "a@b.fr",
      fromEmail: "c@b.fr",
    } as const;
    for (const problem of SERVER_PROBLEMS) {
      const { title, advice } = explainProblem(problem, server);
      expect(`${title} ${advice.join(" ")}`).not.toMatch(/ [:;!?»]|'/);
      expect(advice.length).toBeGreaterThan(0);
    }
    expect(explainProblem("SIGN_IN", server).advice.join()).toContain("mot de passe d’application");
    expect(explainProblem("SIGN_IN", { ...server, host: "smtp.office365.com" }).advice.join()).toContain(
      "SMTP authentifié",
    );
    expect(explainProblem("SENDER", server).title).toContain("c@b.fr");
  });

  it("is left alone longer and longer, an hour at most", () => {
    expect([1, 2, 3, 4, 5, 20].map((failures) => serverRestMs(failures) / 60_000)).toEqual([
      5, 10, 20, 40, 60, 60,
    ]);
  });
});
