/** Redirections of the framework, which it throws. */

/** Where a redirection of the framework leads; null for any other error. */
export function redirectedTo(error: unknown): string | null {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const [name, , ...rest] = digest.split(";");
  return name === "NEXT_REDIRECT" ? rest.slice(0, -2).join(";") : null;
}
