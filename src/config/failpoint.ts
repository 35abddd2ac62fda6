/** A place where the fault tests kill the process. Does nothing unless FAILPOINT names it. */
import { env } from "./env";

const seen = new Map<string, number>();

/**
 * Dies by SIGKILL when FAILPOINT is `name` or `name:n`, the n-th time this place is reached:
 * no handler, no flush, as a power cut would. Refused in production by the environment check.
 */
export function failpoint(name: string): void {
  const wanted = env().FAILPOINT;
  if (!wanted) return;
  const [place, nth = "1"] = wanted.split(":");
  if (place !== name) return;
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  if (count === Number(nth)) process.kill(process.pid, "SIGKILL");
}
