/** The subject of a message that goes on with a conversation. */
import { describe, expect, it } from "vitest";
import { threadOf, threadSubject } from "@/domain/dunning/thread";

const following = (subject: string) => threadOf([{ header: "<1@dument>", subject, isSameSubject: true }]);

describe("the subject of a later message", () => {
  it.each([
    ["is that of the first one", "Facture F-1", "Re: Facture F-1"],
    ["is marked once", "Re: Facture F-1", "Re: Facture F-1"],
    ["counts the days of today", "Facture F-1, en retard de 101\u00a0jours", "own"],
    ["in English too", "Invoice F-1, 101 days overdue", "own"],
    ["keeps a number that counts no day", "Facture 101-JOURSON", "Re: Facture 101-JOURSON"],
  ])("%s", (_, first, expected) => {
    expect(threadSubject("own", following(first))).toBe(expected);
  });

  it("goes on with the conversation all the same", () => {
    expect(following("Facture F-1, en retard de 101\u00a0jours")?.inReplyTo).toBe("<1@dument>");
  });
});
