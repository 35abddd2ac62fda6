import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";

/** The refusal of the domain that `act` ends with; fails when it ends well or otherwise. */
export function refusal(act: () => unknown): DomainError {
  let value: unknown;
  try {
    value = act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error(`expected a refusal, got ${String(value)}`);
}

/** What the form that `work` stands for would show: the sentence, and the fields it stands beside. */
export async function refusalOf(work: Promise<unknown>): Promise<{ message: string; fields: string[] }> {
  try {
    await work;
  } catch (error) {
    const fields = error instanceof InputError ? error.errors.map(({ field }) => field) : [];
    return { message: error instanceof Error ? error.message : "", fields };
  }
  throw new Error("nothing was refused");
}
