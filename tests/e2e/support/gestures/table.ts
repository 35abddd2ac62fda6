/**
 * Every server action, with what its form lacks to be sent: the table that the tests of isolation walk. An action
 * without a row here fails them, and so does a row without its action.
 */
import type { GestureRows } from "./gesture";
import { CLAIMS } from "./ofClaims";
import { LETTERS } from "./ofLetters";
import { PEOPLE } from "./ofPeople";
import { SCENARIOS } from "./ofScenarios";
import { SETTINGS } from "./ofSettings";
import { DAY } from "./ofTheDay";

/** In the order they are done: some undo the one before, and what one makes another takes away. */
export const GESTURES: GestureRows = {
  ...PEOPLE,
  // Before the facts that take a letter back.
  ...LETTERS,
  ...DAY,
  ...CLAIMS,
  ...SCENARIOS,
  ...SETTINGS,
};
