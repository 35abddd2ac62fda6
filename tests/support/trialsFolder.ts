import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where a run puts the programs it starts, below the packages they need; removed when it ends. */
export function trialsFolder(): string {
  return join(root, ".build", `trials-${process.pid}`);
}
