/** `npm test -- …`: each filter goes to who runs what it names. */
import { describe, expect, it } from "vitest";
import { testFilesOf, wantedTests } from "../../bin/lib/testFilters.mjs";

const FILES = [
  "tests/domain/legal/penalties.test.ts",
  "tests/http/debtorPage.test.ts",
  "tests/e2e/debtorPage.spec.ts",
  "tests/e2e/gestures.spec.ts",
];

describe("filters of npm test", () => {
  it("are all tests when there is none", () => {
    expect(wantedTests([], FILES)).toEqual({ isWhole: true, vitest: [], browser: [] });
  });

  it("go to vitest, to the browser or to both", () => {
    expect(wantedTests(["domain/legal"], FILES)).toEqual({
      isWhole: false,
      vitest: ["domain/legal"],
      browser: [],
    });
    expect(wantedTests(["gestures"], FILES)).toMatchObject({ vitest: [], browser: ["gestures"] });
    expect(wantedTests(["debtorpage"], FILES)).toMatchObject({
      vitest: ["debtorpage"],
      browser: ["debtorpage"],
    });
  });

  it("are refused when they name nothing, with what was typed", () => {
    expect(() => wantedTests(["gestures", "legall"], FILES)).toThrow(/«\u00a0legall\u00a0»/);
    // A folder of helpers holds no test.
    expect(() => wantedTests(["support/gestures"], FILES)).toThrow();
  });

  it("find every test file of the project", () => {
    const files = testFilesOf("tests");
    expect(files).toContain("tests/bin/testFilters.test.ts");
    expect(files).toContain("tests/e2e/gestures.spec.ts");
    expect(files.every((file) => /^tests\/.+\.(test|spec)\.tsx?$/.test(file))).toBe(true);
  });
});
