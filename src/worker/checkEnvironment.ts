/** `node .build/checkEnvironment.mjs`: says everything the environment lacks, and ends with 1. */
import { EnvironmentError, env } from "@/config/env";

try {
  env();
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
