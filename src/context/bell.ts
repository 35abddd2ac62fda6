/** The worker's bell, opened at the first ring. */
import { onAnnounced } from "@/db/system/announced";
import { createRinger, type Ringer } from "@/queue/backend";
import type { Bell } from "@/usecases/ports";

/** Kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & { dumentRinger?: Ringer };

function ringer(): Ringer {
  kept.dumentRinger ??= createRinger();
  return kept.dumentRinger;
}

export const bell: Bell = {
  ring: (name, payload) => ringer().ring(name, payload),
};

// Nobody waits for it: whoever recorded the fact has its answer, and the worker looks by itself as well.
onAnnounced((companyId) => void bell.ring("webhooks", { companyId }));

/** Whether the queue takes rings. When it does not, the worker still looks by itself. */
export async function isBellReady(): Promise<boolean> {
  return ringer().isReady();
}

export async function closeBell(): Promise<void> {
  const opened = kept.dumentRinger;
  delete kept.dumentRinger;
  await opened?.close();
}
