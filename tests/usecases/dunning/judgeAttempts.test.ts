/** By a company's own server: what concerns one recipient, and what concerns the server. */
import { describe, expect, it } from "vitest";
import { MAX_ATTEMPTS } from "@/domain/dunning/afterDelivery";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { type DeliveredMessage, judgeAttempts } from "@/usecases/dunning/judgeAttempts";

const own = {
  host: "smtp.client.example",
  port: 587,
  security: "STARTTLS",
  userName: "",
  password: "",
  fromEmail: "a@client.example",
} as const;
const ACCEPTED: DeliveryOutcome = { kind: "accepted", response: "250", rejected: [] };
const putOff = (enhancedCode: string): DeliveryOutcome => ({
  kind: "refused_temporary",
  stage: "rcpt",
  code: 450,
  enhancedCode,
  text: "try again later",
});

function delivered(outcome: DeliveryOutcome, attempts = 1): DeliveredMessage {
  const message = {
    id: "message",
    clientId: "client",
    toEmails: ["x@y.example"],
    ccEmails: [],
    settledEmails: [],
    attempts,
    mimeSha256: "",
    messageIdHeader: "",
    mime: new Uint8Array(),
  };
  return { message, outcome };
}

const judge = (messages: readonly DeliveredMessage[], server: typeof own | null = own) =>
  judgeAttempts(messages, { own: server, limit: 10, failures: 0 });

describe("a recipient that is put off by a company's own server", () => {
  it.each(["4.2.1", "4.2.2", "4.7.1"])("rests alone, and its attempts count: %s", (code) => {
    const { attempts, trouble } = judge([delivered(putOff(code))]);
    expect(trouble).toBeNull();
    expect(attempts).toMatchObject([{ isUncounted: false, after: { state: "READY" } }]);
  });

  it("is given up like any other", () => {
    const { attempts } = judge([delivered(putOff("4.2.1"), MAX_ATTEMPTS)]);
    expect(attempts).toMatchObject([{ isUncounted: false, after: { state: "FAILED" } }]);
  });

  it("rests alone while the server takes the others", () => {
    expect(
      judge([putOff("4.2.1"), ACCEPTED, putOff("4.7.1")].map((one) => delivered(one))).trouble,
    ).toBeNull();
  });

  it("rests with the server when all are put off, and counts all the same", () => {
    const { attempts, trouble } = judge([putOff("4.7.1"), putOff("4.7.1")].map((one) => delivered(one)));
    expect(trouble).toMatchObject({ problem: "PACE" });
    expect(attempts.map(({ isUncounted }) => isUncounted)).toEqual([false, false]);
  });

  it("slows no other company down", () => {
    expect(judge([delivered(putOff("4.7.1"))]).tooFast).toEqual([]);
    expect(judge([delivered(putOff("4.7.1"))], null).tooFast).toMatchObject([{ address: "x@y.example" }]);
  });
});

it("a server at fault uses up no attempt", () => {
  const silence: DeliveryOutcome = { kind: "not_sent", reason: "timeout", detail: "" };
  const { attempts, trouble } = judge([delivered(silence, MAX_ATTEMPTS)]);
  expect(trouble).toMatchObject({ problem: "SILENCE" });
  expect(attempts).toMatchObject([{ isUncounted: true, after: { state: "READY" } }]);
});
