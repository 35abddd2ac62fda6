/** Forgets what has passed its time, a few times a day. */
import { logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { forgetOldTraces } from "@/usecases/parties/forgetOldTraces";
import { apart } from "../apart";

export async function sweepOldTraces(signal: AbortSignal): Promise<void> {
  const forgotten = await apart("old traces", () => forgetOldTraces(clock.now(), signal));
  if (forgotten) logger().info(forgotten, "old traces forgotten");
}
