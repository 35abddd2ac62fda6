"use client";
/** What a form does with script: it shows what was refused, and asks before losing what was typed. */
import { type RefObject, useEffect, useRef } from "react";
import type { FormState } from "../_server/formStateShape";

type FormRef = RefObject<HTMLFormElement | null>;

/**
 * After a refusal, brings what is wrong into view: the list when there are several errors, else
 * the field that was refused rather than one that was wrong before, else the sentence about the
 * form as a whole.
 */
export function useRefusalInView(form: FormRef, state: FormState): void {
  useEffect(() => {
    if (state.status !== "error") return;
    const invalid = [...(form.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])];
    const wrong =
      form.current?.querySelector<HTMLElement>(".errors") ??
      invalid.find((field) => (field.getAttribute("name") ?? "") in state.errors) ??
      invalid[0] ??
      form.current?.querySelector<HTMLElement>('[role="alert"]');
    wrong?.focus();
    wrong?.scrollIntoView({ block: "nearest" });
  }, [form, state]);
}

/** Brings what is told once, a key or a secret, into view: whoever misses it has to make another. */
export function useToldInView(form: FormRef, state: FormState): void {
  useEffect(() => {
    if (!state.told) return;
    const value = form.current?.querySelector<HTMLElement>('[role="textbox"]');
    value?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: "center" });
  }, [form, state]);
}

const UNSAVED = "Ce que vous avez écrit n’est pas enregistré. Quitter sans l’enregistrer\u00a0?";

/** Asks before a link or the browser leaves a form in which something was typed and not saved. */
export function useUnsavedGuard(form: FormRef, state: FormState, isOn: boolean): void {
  const isUnsaved = useRef(false);
  useEffect(() => {
    if (state.status === "error") isUnsaved.current = true;
  }, [state]);
  useEffect(() => {
    const element = form.current;
    if (!isOn || !element) return;
    const gone = new AbortController();
    const { signal } = gone;
    element.addEventListener("input", (event) => (isUnsaved.current ||= isOf(element, event)), { signal });
    element.addEventListener("submit", () => (isUnsaved.current = false), { signal });
    window.addEventListener("beforeunload", (event) => isUnsaved.current && event.preventDefault(), {
      signal,
    });
    // Before the router sees it: pages change without leaving the document.
    document.addEventListener(
      "click",
      (event) => {
        if (!isUnsaved.current || !leaves(event)) return;
        if (window.confirm(UNSAVED)) isUnsaved.current = false;
        else {
          event.preventDefault();
          event.stopPropagation();
        }
      },
      { signal, capture: true },
    );
    return () => gone.abort();
  }, [form, isOn]);
}

/** Typed in a field of this form, and not in one that only stands inside it. */
function isOf(form: HTMLFormElement, { target }: Event): boolean {
  return !(target instanceof Element && "form" in target) || target.form === form;
}

/** A plain press of a link to another page, in this tab. */
function leaves(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) {
    return false;
  }
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  return isPlain && !link.getAttribute("href")?.startsWith("#");
}
