/** Work that waits for a machine of somebody else may never end; whoever asked for it goes on. */

/** @throws Error `timeout` when the work has not ended within `limitMs`; it may go on, and nobody waits for it */
export async function withinLimit<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("timeout"), { code: "TIMEOUT" })), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
