/** `node .build/statement.mjs < cases.json`: statements of claim of the given cases, as JSON. */
import { readFileSync } from "node:fs";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { runCases } from "@/usecases/legal/computeStatements";

const STANDARD_INPUT = 0;

function read(): unknown {
  const text = readFileSync(STANDARD_INPUT, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError(
      "STATEMENT_CASES",
      typeset("L’entrée n’est pas du JSON : une liste de cas est attendue."),
    );
  }
}

try {
  process.stdout.write(`${JSON.stringify(runCases(read()), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
