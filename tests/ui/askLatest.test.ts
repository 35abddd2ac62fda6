/** A preview that follows typing: one question at a time, and never an answer to an older text. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askLatest } from "@/app/_forms/askLatest";

const PAUSE = 300;
let text = "";
let asked: { text: string; answer: (words: string) => void; fail: () => void }[] = [];
let heard: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  text = "";
  asked = [];
  heard = [];
});
afterEach(() => vi.useRealTimers());

const follow = () =>
  askLatest<string>({
    pause: PAUSE,
    ask: () =>
      new Promise((resolve, reject) => {
        asked.push({ text, answer: resolve, fail: () => reject(new Error("lost")) });
      }),
    onAnswer: (answer) => heard.push(answer),
    onTrouble: () => heard.push("trouble"),
    onWaiting: () => undefined,
  });
const type = (follower: ReturnType<typeof follow>, words: string) => {
  text = words;
  follower.changed();
};
const passed = () => vi.advanceTimersByTimeAsync(PAUSE);

it("asks once the typing pauses", async () => {
  const follower = follow();
  type(follower, "a");
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  type(follower, "ab");
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  expect(asked).toEqual([]);
  await passed();
  expect(asked.map((one) => one.text)).toEqual(["ab"]);
});

it("asks one question at a time, and drops the answer to an older text", async () => {
  const follower = follow();
  type(follower, "a");
  await passed();
  type(follower, "ab");
  await passed();
  expect(asked).toHaveLength(1);
  asked[0]?.answer("of a");
  await passed();
  expect(heard).toEqual([]);
  expect(asked.map((one) => one.text)).toEqual(["a", "ab"]);
  asked[1]?.answer("of ab");
  await passed();
  expect(heard).toEqual(["of ab"]);
  expect(asked).toHaveLength(2);
});

it("says that an answer is lost, and asks again at the next change", async () => {
  const follower = follow();
  type(follower, "a");
  await passed();
  asked[0]?.fail();
  await passed();
  type(follower, "ab");
  await passed();
  asked[1]?.answer("of ab");
  await passed();
  expect(heard).toEqual(["trouble", "of ab"]);
});

it("asks nothing while a name is half typed, nor once it is stopped", async () => {
  const follower = follow();
  type(follower, "a");
  await passed();
  text = "a {{nu";
  follower.hold();
  asked[0]?.answer("of a");
  await passed();
  expect(heard).toEqual([]);
  expect(asked).toHaveLength(1);
  follower.now();
  follower.stop();
  await passed();
  expect(asked).toHaveLength(1);
});
