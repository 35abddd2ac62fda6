"use client";

import { useEffect, useId, useRef } from "react";
import { Icon } from "../text/Icon";

interface FieldError {
  /** Id of the field, when the error is about one. */
  field?: string;
  message: string;
}

interface ErrorSummaryProps {
  errors: readonly FieldError[];
}

/**
 * What is wrong in a form, each line leading to its field. It takes the focus when it appears and
 * when its lines change; without script the browser gives it the focus. Nothing without errors.
 */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  const lines = errors.map(({ message }) => message).join("\n");
  useEffect(() => {
    if (lines) box.current?.focus();
  }, [lines]);
  if (errors.length === 0) return null;
  const title = errors.length > 1 ? `${errors.length} points à corriger` : "Un point à corriger";
  return (
    <div
      className="banner banner--critical errors"
      role="alert"
      tabIndex={-1}
      // The page was loaded to show these errors: they come first, whatever the first field is.
      // biome-ignore lint/a11y/noAutofocus: see above
      autoFocus
      ref={box}
      aria-labelledby={titleId}
    >
      <Icon name="warning" />
      <div className="banner__text">
        <h2 id={titleId}>{title}</h2>
        <ul className="banner__list">
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
