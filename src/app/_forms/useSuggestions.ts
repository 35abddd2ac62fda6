"use client";
/** The list of a combobox: asked for as one types, moved through with the arrows. */
import { useEffect, useRef, useState } from "react";

export interface Suggestion {
  /** What the list means by it: an id. */
  value: string;
  /** What the field then holds. */
  label: string;
  /** What tells it from another of the same label. */
  note: string;
}

export interface SuggestionList {
  /** False until scripts run: the browser's own list serves meanwhile. */
  isEnhanced: boolean;
  isOpen: boolean;
  shown: readonly Suggestion[];
  /** Rank of the suggestion that Enter would take. */
  active: number | null;
  /** Asks for what matches this text, after a pause in milliseconds. */
  ask: (text: string, pause: number) => void;
  /** Moves by one, from the last to the first. */
  move: (by: 1 | -1) => void;
  close: () => void;
}

/** @param source address that gives suggestions for the text of its parameter `q` */
export function useSuggestions(source: string): SuggestionList {
  const [isEnhanced, setIsEnhanced] = useState(false);
  const [shown, setShown] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState<number | null>(null);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    setIsEnhanced(true);
    return () => asking.current?.abort();
  }, []);
  const close = () => {
    asking.current?.abort();
    setShown([]);
    setActive(null);
  };
  const ask = (text: string, pause: number) => {
    asking.current?.abort();
    const question = new AbortController();
    asking.current = question;
    const { signal } = question;
    const timer = setTimeout(() => void look().catch(() => undefined), pause);
    signal.addEventListener("abort", () => clearTimeout(timer));
    const look = async () => {
      const response = await fetch(`${source}?q=${encodeURIComponent(text)}`, { cache: "no-store", signal });
      if (!response.ok) return;
      const found: Suggestion[] = await response.json();
      if (signal.aborted) return;
      setShown(found);
      setActive(null);
    };
  };
  const move = (by: 1 | -1) =>
    setActive((at) => {
      const from = at ?? (by === 1 ? -1 : 0);
      return (from + by + shown.length) % shown.length;
    });
  return { isEnhanced, isOpen: shown.length > 0, shown, active, ask, move, close };
}
