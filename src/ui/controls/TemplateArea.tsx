"use client";
import { type KeyboardEvent, useRef, useState } from "react";
import { Field, type FieldProps, splitField } from "./Field";
import styles from "./TemplateArea.module.css";

interface TemplateVariable {
  name: string;
  /** What it becomes. */
  means: string;
}

type TemplateAreaProps = FieldProps & {
  variables: readonly TemplateVariable[];
  defaultValue: string;
  /** Lines shown; one for a subject. */
  rows: number;
  /** Shows the list to insert from under this field. */
  hasList?: boolean;
};

/**
 * A text with variables between double braces. Typing `{{` proposes them; the list under the
 * field inserts one where the caret is. Without script, the list says what may be typed.
 */
export function TemplateArea(props: TemplateAreaProps) {
  const [field, { variables, defaultValue, rows, hasList }] = splitField(props);
  const area = useRef<HTMLTextAreaElement>(null);
  const [choices, setChoices] = useState<readonly TemplateVariable[]>([]);
  const [active, setActive] = useState(0);
  const listId = `${field.id ?? field.name}-variables`;

  const insert = (name: string) => {
    const element = area.current;
    if (!element) return;
    const { from, to } = placeOf(element);
    element.setRangeText(`{{${name}}}`, from, to, "end");
    // Written by us: the form hears of it as of a word that was typed.
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.focus();
    setChoices([]);
  };
  const propose = () => {
    const typed = area.current ? typedName(area.current) : null;
    const key = typed === null ? null : plain(typed);
    setActive(0);
    setChoices(key === null ? [] : variables.filter(({ name }) => plain(name).startsWith(key)).slice(0, 8));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (rows === 1 && event.key === "Enter" && choices.length === 0) event.preventDefault();
    if (choices.length === 0) return;
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const chosen = choices[active];
    if (move !== 0) setActive((active + move + choices.length) % choices.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) insert(chosen.name);
    else if (event.key === "Escape") setChoices([]);
    else return;
    event.preventDefault();
  };
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles.frame}>
          <textarea
            {...control}
            ref={area}
            className={rows === 1 ? `textarea ${styles.line}` : "textarea"}
            rows={rows}
            defaultValue={defaultValue}
            aria-autocomplete="list"
            aria-controls={choices.length > 0 ? listId : undefined}
            aria-activedescendant={choices.length > 0 ? `${listId}-${active}` : undefined}
            onInput={propose}
            onKeyDown={onKeyDown}
            onBlur={() => setChoices([])}
          />
          {choices.length > 0 && (
            <div id={listId} className={styles.choices} role="listbox" aria-label="Variables">
              {choices.map(({ name, means }, index) => (
                <div
                  key={name}
                  id={`${listId}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    insert(name);
                  }}
                >
                  <b>{name}</b> <span>{means}</span>
                </div>
              ))}
            </div>
          )}
          {hasList && <VariableList variables={variables} onInsert={insert} />}
        </div>
      )}
    </Field>
  );
}

function VariableList({
  variables,
  onInsert,
}: {
  variables: readonly TemplateVariable[];
  onInsert: (name: string) => void;
}) {
  return (
    <details className={`details ${styles.list}`}>
      <summary>Insérer une variable</summary>
      <ul>
        {variables.map(({ name, means }) => (
          <li key={name}>
            <button type="button" className={styles.variable} onClick={() => onInsert(name)}>
              {`{{${name}}}`}
            </button>{" "}
            <span className="small muted">{means}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const OPEN = /\{\{([^{}]*)$/;

/** What is being typed after `{{`, before the caret; null when the caret is elsewhere. */
function typedName(element: HTMLTextAreaElement): string | null {
  return OPEN.exec(element.value.slice(0, element.selectionStart))?.[1] ?? null;
}

/** What an insertion replaces: the name being typed, or the selection. */
function placeOf(element: HTMLTextAreaElement): { from: number; to: number } {
  const typed = typedName(element);
  const from = typed === null ? element.selectionStart : element.selectionStart - typed.length - 2;
  const isClosed = typed !== null && element.value.slice(element.selectionEnd).startsWith("}}");
  return { from, to: element.selectionEnd + (isClosed ? 2 : 0) };
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();
}
