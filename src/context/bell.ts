/** The worker's bell, opened at the first ring. */
import { createRinger, type Ringer } from "@/queue/backend";
import type { Bell } from "@/usecases/ports";

/** Kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & { dumentRinger?: Ringer };

export const bell: Bell = {
  async ring(name, payload) {
    kept.dumentRinger ??= createRinger();
    await kept.dumentRinger.ring(name, payload);
  },
};

export async function closeBell(): Promise<void> {
  const ringer = kept.dumentRinger;
  delete kept.dumentRinger;
  await ringer?.close();
}
