/** The owner's gestures are done: the forms that the tests of isolation send for others are true ones. */
import { attacksOn } from "./support/attacks";
import { digestOf, writtenBetween } from "./support/digest";
import { ACCOUNTANT, OWNER } from "./support/places";
import { expect, ownDemoTest as test } from "./support/test";
import { prepareVictim } from "./support/victim";
import { Visitor } from "./support/visitor";

test("each gesture of the table does something for those who may", async ({ house, page }) => {
  test.setTimeout(300_000);
  const x = await prepareVictim(house);
  const owner = await Visitor.signedIn(house, OWNER, 11);
  const accountant = await Visitor.signedIn(house, ACCOUNTANT, 12);
  const problems: string[] = [];
  for (const { action, gesture, form } of await attacksOn(page, house, x)) {
    const person = action.name.startsWith("cabinet/") ? accountant : owner;
    const before = await digestOf(house.behind);
    const answer = await person.send(form, gesture.with?.(x));
    const written = writtenBetween(before, await digestOf(house.behind));
    const isDone = gesture.changesNothing ? answer.status < 400 : written.length > 0;
    if (!isDone)
      problems.push(`${action.name}: ${answer.status} ${answer.location} ${refusals(answer.body)}`);
  }
  expect(problems).toEqual([]);
});

/** What a page says in its alerts. */
function refusals(body: string): string {
  const html = Buffer.from(body, "latin1").toString("utf8");
  const said = [
    ...html.matchAll(/(?:role="alert"|class="[^"]*(?:error|refus|critical)[^"]*")[^>]*>(.{0,400})/g),
  ];
  return said.map(([, text = ""]) => text.replace(/<[^>]*>/g, " ").trim()).join(" / ");
}
