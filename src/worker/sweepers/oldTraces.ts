/** Forgets what has passed its time, a few times a day. */
import { logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { forgetOldTraces } from "@/usecases/parties/forgetOldTraces";

export async function sweepOldTraces(): Promise<void> {
  const forgotten = await forgetOldTraces(clock.now());
  if (forgotten !== null) logger().info(forgotten, "old traces forgotten");
}
