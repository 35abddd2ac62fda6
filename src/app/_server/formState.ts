/** What a form gets back from its action: messages beside their fields, and what was typed. */
import { revalidatePath } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { errorFacts, logger } from "@/config/logger";
import { refreshClock } from "@/context/clock";
import { FormError, InputError, type RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { FormState } from "./formStateShape";
import { redirectedTo } from "./redirected";

/** Fields never sent back to the page. */
const SECRET = /password|jeton|token/i;

/** Text fields of a form, trimmed of nothing; files are left out. */
export function rawFields(form: FormData): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$ACTION")) raw[name] = value;
  }
  return raw;
}

function kept(raw: RawFields): Record<string, string> {
  const entries = Object.entries(raw).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined && !SECRET.test(entry[0]);
  });
  return Object.fromEntries(entries);
}

/** A form refused for these fields, with what was typed. */
export function fieldErrors(raw: RawFields, errors: Record<string, string>): FormState {
  return { status: "error", message: "", errors, values: kept(raw) };
}

export const TROUBLE =
  "Quelque chose n’a pas fonctionné de notre côté. Rien n’est perdu\u00a0: réessayez dans un instant.";

/** Runs the work of a form and turns what it throws into what the form shows. */
export async function runForm(raw: RawFields, work: () => Promise<FormState>): Promise<FormState> {
  try {
    // People who are not signed in have entered nothing that read the clock.
    await refreshClock();
    return await work();
  } catch (error) {
    // Done, and on to another page: what stands around it changes too, such as what waits in the menu.
    if (redirectedTo(error) !== null) revalidatePath("/", "layout");
    unstable_rethrow(error);
    if (error instanceof InputError) {
      const errors = Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
      const choices = Object.fromEntries(
        error.errors.flatMap((one) => (one.choices ? [[one.field, one.choices]] : [])),
      );
      return { ...fieldErrors(raw, errors), ...(Object.keys(choices).length > 0 && { choices }) };
    }
    if (error instanceof DomainError) {
      const errors = error.field ? { [error.field]: error.message } : {};
      const values = { ...kept(raw), ...(error instanceof FormError && error.renewed) };
      return { status: "error", message: error.field ? "" : error.message, errors, values };
    }
    logger().error(errorFacts(error), "action failed");
    return { status: "error", message: TROUBLE, errors: {}, values: kept(raw) };
  }
}
