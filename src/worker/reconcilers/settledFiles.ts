/** Erases personal data at their term, some companies at a time. */
import { logger } from "@/config/logger";
import { clock } from "@/context/clock";
import { forgetNextFiles } from "@/usecases/parties/forgetSettledFiles";

export async function reconcileSettledFiles(): Promise<void> {
  const forgotten = await forgetNextFiles(clock.now());
  if (forgotten !== null && forgotten.clients + forgotten.calls > 0) {
    logger().info(forgotten, "personal data erased at their term");
  }
}
