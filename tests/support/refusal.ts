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
