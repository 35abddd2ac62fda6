"use client";
/** Keeps what a step says beside the form that it is written in, while it is typed. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { askLatest, type Follower } from "../../../_forms/askLatest";
import { useTellForm } from "../../../_forms/LiveErrors";
import type { LiveAnswer, LiveReading } from "./liveReading";

/** Typing pauses this long, in milliseconds, before the preview follows. */
const PAUSE = 300;
/** An answer that has not come by then, in milliseconds, does not come. */
const PATIENCE = 15_000;

export type LiveState = "OPENED" | "FOLLOWS" | "WRONG" | "LOST";

export interface Live {
  reading: LiveReading;
  state: LiveState;
  /** What is shown is not yet what is typed. */
  isWaiting: boolean;
  /** Asks at once: something else than the form changed. */
  ask: () => void;
}

interface Source {
  /** Where the form is read without being kept. */
  address: string;
  /** Fields of the form whose words are judged. */
  fields: readonly string[];
  first: LiveReading;
}

/** @param inside something inside the form */
export function useLiveReading(
  inside: RefObject<HTMLElement | null>,
  { address, fields, first }: Source,
): Live {
  const [shown, setShown] = useState({ reading: first, state: "OPENED" as LiveState });
  const [isWaiting, setIsWaiting] = useState(false);
  const tellForm = useTellForm();
  // The form may be answered, and its listener with it, while a question is under way.
  const tell = useRef(tellForm);
  tell.current = tellForm;
  const follower = useRef<Follower | null>(null);
  const names = fields.join(" ");
  useEffect(() => {
    const form = inside.current?.closest("form");
    if (!form) return;
    const following = askLatest<LiveAnswer>({
      pause: PAUSE,
      ask: () => read(address, form),
      onWaiting: () => setIsWaiting(true),
      onTrouble: () => {
        setIsWaiting(false);
        setShown((before) => ({ ...before, state: "LOST" }));
      },
      onAnswer: ({ errors, reading }) => {
        setIsWaiting(false);
        tell.current({ fields: names.split(" "), errors });
        setShown((before) => ({
          reading: reading ?? before.reading,
          state: reading ? "FOLLOWS" : "WRONG",
        }));
      },
    });
    follower.current = following;
    const onInput = ({ target }: Event) => {
      if (isNaming(target)) following.hold();
      else following.changed();
    };
    form.addEventListener("input", onInput);
    return () => {
      form.removeEventListener("input", onInput);
      following.stop();
    };
  }, [inside, address, names]);
  return { ...shown, isWaiting, ask: () => follower.current?.now() };
}

async function read(address: string, form: HTMLFormElement): Promise<LiveAnswer> {
  const typed = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const response = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(typed),
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw new Error(`preview answered ${response.status}`);
  return response.json();
}

/** The name of a variable is being typed: its list is open, and nothing is wrong yet. */
function isNaming(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLTextAreaElement)) return false;
  const before = target.value.slice(0, target.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return document.activeElement === target && /\{\{[^{}]*$/.test(line);
}
