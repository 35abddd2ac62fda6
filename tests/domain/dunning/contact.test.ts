/** What is gathered in one contact: an invoice not due yet is never asked for with those that are late. */
import { describe, expect, it } from "vitest";
import { type DueRun, gatherContacts, oneChannelAClient } from "@/domain/dunning/contact";
import { type Channel, stepDraft, type Tone } from "@/domain/dunning/scenario";

const run = (invoiceId: string, offsetDays: number, tone: Tone, channel: Channel = "EMAIL"): DueRun => {
  const step = { ...stepDraft({ offsetDays, channel, tone }), id: `J${offsetDays}` };
  return {
    invoiceId,
    clientId: "client",
    decision: { kind: "RUN", step, channel, needsApproval: false, superseded: [], reasons: [] },
  };
};
const ids = (runs: readonly DueRun[]) => runs.map(({ invoiceId }) => invoiceId);

describe("a notice before the due date", () => {
  it.each([-5, 0])("at %i days is apart from the reminders of late invoices, with its own tone", (offset) => {
    const due = [run("late", 15, "FIRM"), run("ahead", offset, "FRIENDLY"), run("other", 2, "FRIENDLY")];
    const contacts = gatherContacts(due, true);
    expect(contacts.map(({ tone, runs }) => [tone, ids(runs)])).toEqual([
      ["FIRM", ["late", "other"]],
      ["FRIENDLY", ["ahead"]],
    ]);
  });

  it("is apart on the phone as well", () => {
    const calls = [run("late", 7, "FRIENDLY", "CALL"), run("ahead", -5, "FRIENDLY", "CALL")];
    expect(gatherContacts(oneChannelAClient(calls), true)).toHaveLength(2);
  });

  it("is put off for what is late: one automatic contact a client", () => {
    const late = run("late", 15, "FIRM");
    expect(ids(oneChannelAClient([run("ahead", -5, "FRIENDLY"), late]))).toEqual(["late"]);
    expect(ids(oneChannelAClient([run("a", -5, "FRIENDLY"), run("b", -2, "FRIENDLY")]))).toEqual(["a", "b"]);
  });

  it("is friendly whatever tone its step was given", () => {
    expect(gatherContacts([run("ahead", -5, "FINAL")], true)).toMatchObject([{ tone: "FRIENDLY" }]);
  });
});
