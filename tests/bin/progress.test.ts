import { expect, it } from "vitest";
import { createProgress, formatDuration } from "../../bin/lib/progress.mjs";

it.each([
  [0, "0,0\u00a0s"],
  [3_249, "3,2\u00a0s"],
  [59_940, "59,9\u00a0s"],
  [59_960, "1\u00a0min\u00a000\u00a0s"],
  [125_400, "2\u00a0min\u00a005\u00a0s"],
])("writes %d ms the French way", (durationMs, expected) => {
  expect(formatDuration(durationMs)).toBe(expected);
});

function recorder(isTTY: boolean) {
  let text = "";
  let nowMs = 0;
  const progress = createProgress({
    screen: { isTTY, columns: 30, write: (part: string) => (text += part) },
    now: () => nowMs,
  });
  return { progress, read: () => text, wait: (ms: number) => (nowMs += ms) };
}

it("prints plain lines where nothing can move", () => {
  const { progress, read, wait } = recorder(false);
  const step = progress.begin("Types");
  wait(3200);
  step.done();
  expect(read()).toBe("… Types\n✓ Types (3,2\u00a0s)\n");
});

it("keeps one moving line below the finished ones, no wider than the terminal", () => {
  const { progress, read } = recorder(true);
  const first = progress.begin("Types");
  progress.begin("Une étape au nom vraiment long");
  first.done("12 réussis");
  const painted = read().split("\r\u001b[K");
  expect(painted).toContain("✓ Types (12 réussis, 0,0\u00a0s)\n");
  expect(painted.at(-1)).toBe("… Une étape au nom vraiment l");
  expect(Math.max(...painted.map((part) => (part.startsWith("…") ? part.length : 0)))).toBeLessThan(30);
});

it("marks work that failed, and hands its error on", async () => {
  const { progress, read } = recorder(false);
  const failure = new Error("no");
  await expect(progress.during("Types", () => Promise.reject(failure))).rejects.toBe(failure);
  expect(read()).toContain("✗ Types");
});

it("says nothing more about steps that a stop cut short", () => {
  const { progress, read } = recorder(false);
  const step = progress.begin("Types");
  progress.close();
  step.fail();
  expect(read()).toBe("… Types\n");
});
