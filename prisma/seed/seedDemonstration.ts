/** Fills an empty database with the demonstration: four companies that have lived until now. */
import { beginDemonstration, finishDemonstration } from "@/db/system/demoClock";
import { addDays, type Instant } from "@/domain/calendar";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import { dropStatement } from "./bankStatement";
import { openingInstant } from "./openingInstant";
import { createAccountant, createWorld } from "./people";
import { replayCompany } from "./replayCompany";
import { SCENARIOS } from "./scenarios";
import { type SeenMail, TIME_ZONE } from "./world";

/** The firm is older than its clients' accounts. */
const FIRM_AGE_DAYS = 200;

export interface Demonstration {
  /** When it opens; the clock of the demonstration starts there. */
  openingAt: Instant;
  /** Every message that left, oldest first. */
  mails: SeenMail[];
}

/**
 * Plays every company up to the opening and marks the database as a demonstration.
 *
 * @param now the real time
 */
export async function seedDemonstration(now: Instant): Promise<Demonstration> {
  const openingAt = openingInstant(now);
  const openingOn = localDateAt(openingAt, TIME_ZONE);
  await beginDemonstration();
  const accountant = await createAccountant(instantOf(addDays(openingOn, -FIRM_AGE_DAYS), 9 * 60, TIME_ZONE));
  // Companies see nothing of each other: they may live side by side.
  const worlds = await Promise.all(
    SCENARIOS.map(async (script) => {
      const world = await createWorld(script, openingOn, accountant);
      await replayCompany(world, openingAt);
      await dropStatement(world);
      return world;
    }),
  );
  await finishDemonstration(openingAt - now);
  const mails = worlds.flatMap(({ seen }) => seen).sort((a, b) => a.at - b.at);
  return { openingAt, mails };
}
