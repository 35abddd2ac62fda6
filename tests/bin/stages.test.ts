import { expect, it } from "vitest";
import { createProgress } from "../../bin/lib/progress.mjs";
import { Refusal } from "../../bin/lib/refusal.mjs";
import { runStages } from "../../bin/lib/stages.mjs";

function workshop(width: number) {
  let text = "";
  const events: string[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const stopper = new AbortController();
  const stage = (
    name: string,
    after: string[],
    tally: { passed: number; failed: number; output?: string; failures?: string[] } | Error,
  ) => ({
    name,
    label: name,
    after,
    async perform() {
      events.push(`${name} begins`);
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
      events.push(`${name} ends`);
      if (tally instanceof Error) throw tally;
      return tally;
    },
  });
  const progress = createProgress({ screen: { write: (part: string) => (text += part) } });
  return {
    stage,
    events,
    stopper,
    read: () => text,
    mostAtOnce: () => mostAtOnce,
    run: (stages: (ReturnType<typeof stage> & { needs?: string[] })[]) =>
      runStages(stages, { progress, width, stopping: stopper.signal }),
  };
}

const one = { passed: 1, failed: 0 };

it("runs side by side, in order where an order is asked", async () => {
  const { stage, run, events, mostAtOnce } = workshop(2);
  const total = await run([
    stage("browser", ["build"], one),
    stage("build", [], one),
    stage("lint", [], one),
    stage("types", ["build"], one),
  ]);
  expect(total).toMatchObject({ passed: 4, failed: 0 });
  expect(mostAtOnce()).toBe(2);
  expect(events.indexOf("build ends")).toBeLessThan(events.indexOf("browser begins"));
  expect(events.indexOf("build ends")).toBeLessThan(events.indexOf("types begins"));
});

it("counts what throws as one failure, and lets the others speak", async () => {
  const { stage, run, read } = workshop(1);
  const total = await run([
    stage("build", [], new Refusal("La page est cassée.")),
    stage("tests", ["build"], {
      passed: 7,
      failed: 2,
      output: "two tests are red",
      failures: ["the one that is red"],
    }),
  ]);
  expect(total).toMatchObject({ passed: 7, failed: 3 });
  expect(total.failures).toEqual([
    expect.stringMatching(/^build\n.*La page est cassée\.$/),
    "the one that is red",
  ]);
  expect(read()).toContain("La page est cassée.");
  expect(read()).toContain("two tests are red");
});

it("leaves out what could only fail, and counts it as one failure", async () => {
  const { stage, run, events, read } = workshop(1);
  const total = await run([
    stage("build", [], new Refusal("La page est cassée.")),
    { ...stage("browser", ["build"], one), needs: ["build"] },
    stage("tests", ["build"], one),
  ]);
  expect(total).toMatchObject({ passed: 1, failed: 2 });
  expect(total.failures).toHaveLength(1);
  expect(events).not.toContain("browser begins");
  expect(read()).toContain("pas lancés");
});

it("does not wait for a stage that is not part of this run", async () => {
  const { stage, run } = workshop(2);
  expect(await run([stage("tests", ["build"], one)])).toMatchObject({ passed: 1, failed: 0 });
});

it("begins nothing more once everything stops", async () => {
  const { stage, run, events, stopper } = workshop(1);
  const done = run([stage("first", [], one), stage("second", [], one)]);
  stopper.abort();
  await done;
  expect(events).toEqual(["first begins", "first ends"]);
});
