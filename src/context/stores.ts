/** Opening, measuring and closing what a process keeps: database, queue. */
import { disconnect, measurePools } from "@/db/connection";
import { migrateDatabase } from "@/db/migrate";
import { migrateQueue } from "@/queue/migrateQueue";
import { closeBell } from "./bell";

export { measurePools };

/** Brings the database and the queue to the newest version. @returns migrations applied now. */
export async function prepareStores(migrationsFolder: string): Promise<string[]> {
  const applied = await migrateDatabase(migrationsFolder);
  await migrateQueue();
  return applied;
}

/** Closes what this process opened. */
export async function closeStores(): Promise<void> {
  await closeBell();
  await disconnect();
}
