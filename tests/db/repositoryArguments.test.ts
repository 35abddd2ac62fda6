/** A new function of the repositories is missed here at once, not at the end of the browser tests. */
import { expect, it } from "vitest";
import { listRepositoryFunctions, OF_NO_COMPANY } from "../e2e/support/repositories";
import { argumentsOf } from "../e2e/support/repositoryArguments";

const COMPANY = "0192f0c1-2a00-7000-8000-000000000001";
/** Any place has this id. */
const places = new Proxy({}, { get: () => COMPANY }) as Parameters<typeof argumentsOf>[1];

it("every function of the repositories has what a stranger calls it with", () => {
  const guarded = listRepositoryFunctions().filter(({ name }) => !OF_NO_COMPANY.includes(name));
  expect(guarded.length).toBeGreaterThan(100);
  for (const one of guarded) expect(() => argumentsOf(one, places, COMPANY), one.name).not.toThrow();
});
