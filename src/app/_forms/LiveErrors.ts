"use client";
/** What is wrong with some fields while they are being typed, told to their form by what reads them. */
import { createContext, useContext, useMemo, useState } from "react";
import type { FormState } from "../_server/formStateShape";

export interface LiveErrors {
  /** Fields that were read: what the form said of them before does not count any more. */
  fields: readonly string[];
  /** Sentences by field. */
  errors: Readonly<Record<string, string>>;
}

type Tell = (found: LiveErrors) => void;

const TellForm = createContext<Tell>(() => undefined);
export const LiveErrorsProvider = TellForm.Provider;

/** Tells the form around what is wrong now. */
export function useTellForm(): Tell {
  return useContext(TellForm);
}

/** What a form shows: the answer of its action, and what was found of its fields since. */
export function useLiveErrors(state: FormState): [FormState, Tell] {
  const [found, setFound] = useState<{ since: FormState; live: LiveErrors } | null>(null);
  const tell = useMemo(() => (live: LiveErrors) => setFound({ since: state, live }), [state]);
  return [found?.since === state ? withLive(state, found.live) : state, tell];
}

/** Errors of the fields that were read give way to those found now. */
export function withLive(state: FormState, { fields, errors }: LiveErrors): FormState {
  const others = Object.entries(state.errors).filter(([field]) => !fields.includes(field));
  return { ...state, errors: { ...Object.fromEntries(others), ...errors } };
}
