/** A few random histories through the real use cases and database, against the same judge. */
import { expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";
import { databaseHouse } from "../../support/model/databaseHouse";
import { playHistory } from "../../support/model/history";
import { Chance } from "../../support/model/random";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");

const isFull = process.env.FAULTS === "full";
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const HISTORIES = isFull ? 40 : 3;
const EVENTS = 25;

it(`no illegal message leaves in ${HISTORIES} histories of the whole product, seed ${SEED}`, {
  timeout: 1_800_000,
}, async () => {
  let messages = 0;
  for (let index = 0; index < HISTORIES; index += 1) {
    const house = await databaseHouse(database, await makeCompany(parisClock("2026-09-01", 9)));
    const faults = await playHistory(house, new Chance(SEED + index), EVENTS);
    messages += house.oracle.left.length;
    expect(faults, `history ${index} of seed ${SEED}`).toEqual([]);
  }
  expect(messages).toBeGreaterThan(0);
});
