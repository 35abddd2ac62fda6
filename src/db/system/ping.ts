/** Whether the database answers, soon enough to serve a page. */
import { asNobody } from "../inCompany";

const PATIENCE_MS = 2_000;

/** True when a table of ours could be read in time: a server without our tables is not ready. */
export async function isDatabaseReady(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answer = asNobody((tx) => tx.$queryRaw`SELECT 1 FROM user_account LIMIT 1`).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
