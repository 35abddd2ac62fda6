/**
 * Runs one piece of work at a time. Rings that arrive while it runs make it run once more, not
 * once each: after the last ring, the work has always looked again.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWantedAgain = false;
  const loop = async () => {
    try {
      do {
        isWantedAgain = false;
        await work();
      } while (isWantedAgain);
    } finally {
      running = null;
    }
  };
  return () => {
    if (running) isWantedAgain = true;
    else running = loop();
    return running ?? Promise.resolve();
  };
}
