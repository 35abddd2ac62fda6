/** Pages give their forms a key, so that what a form creates is created once. */
import { randomUUID } from "node:crypto";
import { KEY_FIELD } from "@/usecases/onceForForm";

/** The hidden field of a form that creates something: a new key each time the page is made. */
export function newFormKey(): Record<string, string> {
  return { [KEY_FIELD]: randomUUID() };
}
