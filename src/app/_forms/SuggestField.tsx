"use client";
/**
 * A name typed with the help of a list. Without script, the browser's own list of suggestions; with it,
 * a combobox that asks the server as one types. What is typed stays, whatever the list says.
 */
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { FieldChoice } from "@/domain/fields";
import { Field } from "@/ui/controls/Field";
import { RadioGroup } from "@/ui/controls/RadioGroup";
import styles from "./SuggestField.module.css";
import { type Suggestion, type SuggestionList, useSuggestions } from "./useSuggestions";

interface SuggestFieldProps {
  name: string;
  id: string;
  label: string;
  hint?: string;
  error?: string;
  defaultValue: string;
  /** Hidden field that says which one of the list is meant. */
  chosen: { name: string; value: string };
  /** What the browser offers without script. */
  options: readonly Suggestion[];
  /** Address that gives suggestions for the text of its parameter `q`. */
  source: string;
  /** Answers proposed after a refusal, when the text did not say which one is meant. */
  choices?: readonly FieldChoice[];
}

/** Typing pauses this long, in milliseconds, before the list is asked for. */
const PAUSE = 150;

export function SuggestField(props: SuggestFieldProps) {
  const { id, chosen, options, choices } = props;
  const input = useRef<HTMLInputElement>(null);
  const hidden = useRef<HTMLInputElement>(null);
  const list = useSuggestions(props.source);
  const listId = `${id}-liste`;
  const choose = (option: Suggestion) => {
    if (input.current) input.current.value = option.label;
    if (hidden.current) hidden.current.value = option.value;
    list.close();
  };
  const combobox = {
    ...comboboxAttributes(list, listId),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onListKey(event, list, choose),
    onBlur: list.close,
    onInput: () => {
      if (hidden.current) hidden.current.value = "";
      list.ask(input.current?.value ?? "", PAUSE);
    },
  };
  return (
    <>
      <Field {...fieldOf(props)}>
        {(control) => (
          <div className={styles.suggest}>
            <input
              ref={input}
              type="text"
              className="input"
              autoComplete="off"
              defaultValue={props.defaultValue}
              {...control}
              {...(list.isEnhanced ? combobox : { list: listId })}
            />
            {list.isEnhanced ? (
              <SuggestList id={listId} list={list} choose={choose} />
            ) : (
              <datalist id={listId}>
                {options.map((option) => (
                  <option key={option.value} value={option.label}>
                    {option.note}
                  </option>
                ))}
              </datalist>
            )}
          </div>
        )}
      </Field>
      {choices ? (
        <RadioGroup
          name={chosen.name}
          legend={"Lequel\u00a0?"}
          options={choices}
          defaultValue={chosen.value}
          direction="column"
        />
      ) : (
        <input ref={hidden} type="hidden" name={chosen.name} defaultValue={chosen.value} />
      )}
    </>
  );
}

function fieldOf({ name, id, label, hint, error }: SuggestFieldProps) {
  return { name, id, label, ...(hint && { hint }), ...(error && { error }) };
}

function comboboxAttributes({ isOpen, active }: SuggestionList, listId: string) {
  return {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": isOpen,
    "aria-controls": listId,
    ...(active !== null && { "aria-activedescendant": `${listId}-${active}` }),
  } as const;
}

function onListKey(
  event: KeyboardEvent<HTMLInputElement>,
  list: SuggestionList,
  choose: (option: Suggestion) => void,
): void {
  const option = list.active === null ? undefined : list.shown[list.active];
  if (event.key === "ArrowDown" && !list.isOpen) list.ask(event.currentTarget.value, 0);
  else if (event.key === "ArrowDown") list.move(1);
  else if (event.key === "ArrowUp" && list.isOpen) list.move(-1);
  else if (event.key === "Enter" && option) choose(option);
  else if (event.key === "Escape" && list.isOpen) list.close();
  else return;
  event.preventDefault();
}

interface SuggestListProps {
  id: string;
  list: SuggestionList;
  choose: (option: Suggestion) => void;
}

/** The focus stays in the field, which holds the keys: a press here must not take it away. */
function SuggestList({ id, list, choose }: SuggestListProps) {
  const { shown, active } = list;
  const row = useRef<HTMLDivElement>(null);
  // The focus does not move: nothing else brings into view what the arrows reach.
  useEffect(() => {
    if (active !== null) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      <div className={styles.list} id={id} role="listbox" aria-label="Propositions" hidden={!list.isOpen}>
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          <div
            key={option.value}
            id={`${id}-${index}`}
            ref={index === active ? row : null}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.label}
            {option.note && <small>{option.note}</small>}
          </div>
        ))}
      </div>
      <span className="sr" role="status">
        {shown.length > 0 && (shown.length === 1 ? "1 proposition" : `${shown.length} propositions`)}
      </span>
    </>
  );
}
