/** One JSON logger. Logs carry ids and codes: never names, addresses, amounts, tokens or mail. */
import pino from "pino";
import { env } from "./env";

let cached: pino.Logger | undefined;

export function logger(): pino.Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    base: undefined,
    redact: {
      paths: [
        "email",
        "*.email",
        "token",
        "*.token",
        "iban",
        "*.iban",
        "authorization",
        "*.authorization",
        "password",
        "*.password",
        "amountCents",
      ],
      censor: "[redacted]",
    },
  });
  return cached;
}

/** What may be written of an error: its kind, code and place, not the values it quotes. */
export function errorFacts(error: unknown): { name: string; code?: string; at?: string; message?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const at = error.stack?.split("\n").find((line) => line.includes(" at "));
  return {
    name: error.name,
    ...(typeof code === "string" && { code }),
    ...(at && { at: at.trim() }),
    // Database messages quote values; our own invariants do not.
    ...(error.message.startsWith("Invariant broken") && { message: error.message }),
  };
}
