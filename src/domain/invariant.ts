/**
 * Stops the program when something that must hold does not.
 *
 * Use it for what a correct program can never break, not for what a person may type:
 * bad input is a {@link DomainError} with a French sentence.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** A rule of the domain refused what was asked. The message is French and shown as it is. */
export class DomainError extends Error {
  /** Stable identifier of the rule, for tests and for the page that explains it. */
  readonly code: string;
  /** Name of the input the message is about, when there is one. */
  readonly field: string | undefined;

  constructor(code: string, message: string, field?: string) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.field = field;
  }
}

/** Makes the compiler check that every member of a union was handled. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${String(value)}`);
}
