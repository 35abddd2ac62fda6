"use client";

import { useId, useState, useSyncExternalStore } from "react";
import { Icon } from "../text/Icon";
import styles from "./CopyText.module.css";

interface CopyButtonProps {
  text: string;
  /** Id of the name of what is copied. */
  labelledBy: string;
  language: "fr" | "en";
}

const WORDS = {
  fr: { copy: "Copier", done: "Copié" },
  en: { copy: "Copy", done: "Copied" },
};

const never = () => () => {};

/** Copies a text. It is not there until a script can do it. */
export function CopyButton({ text, labelledBy, language }: CopyButtonProps) {
  const id = useId();
  const [isDone, setIsDone] = useState(false);
  const canCopy = useSyncExternalStore(
    never,
    () => Boolean(navigator.clipboard),
    () => false,
  );
  if (!canCopy) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsDone(true);
  };
  const words = WORDS[language];
  return (
    <>
      <button
        type="button"
        className={`btn btn--quiet ${styles.button}`}
        onClick={copy}
        id={id}
        aria-labelledby={`${id} ${labelledBy}`}
      >
        <Icon name={isDone ? "check" : "copy"} size="small" />
        {isDone ? words.done : words.copy}
      </button>
      <span className="sr" role="status">
        {isDone ? words.done : ""}
      </span>
    </>
  );
}
