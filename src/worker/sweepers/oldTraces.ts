/** Forgets what has passed its time, a few times a day. */
import { logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { forgetOldTraces } from "@/usecases/parties/forgetOldTraces";

export async function sweepOldTraces(signal: AbortSignal): Promise<void> {
  const forgotten = await forgetOldTraces(clock.now(), signal);
  if (forgotten !== null) logger().info(forgotten, "old traces forgotten");
}
