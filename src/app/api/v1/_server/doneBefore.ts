/** A program that got no answer asks again: what it wanted is done already, and it is told the same. */
import { DomainError } from "@/domain/invariant";

/** Lets pass the refusal of this code, which says that the state asked for is the one there is. */
export function doneBefore(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DomainError) || error.code !== code) throw error;
  };
}
