/**
 * Worked cases to the cent, every field. `golden.json` and `furtherCases.json` are examples a
 * jurist can read; they were computed apart from this code.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCases } from "@/usecases/legal/computeStatements";

interface WorkedCase {
  input: { id: string; title: string };
  expected: Record<string, unknown>;
}

function read(file: string): WorkedCase[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as WorkedCase[];
}

const files = { "golden.json": 33, "furtherCases.json": 37 };

describe.each(Object.entries(files))("%s", (file, count) => {
  const cases = read(`./${file}`);

  it("holds all its cases", () => {
    expect(cases).toHaveLength(count);
  });

  it.each(cases.map((worked) => [`${worked.input.id} ${worked.input.title}`, worked] as const))(
    "%s",
    (_, worked) => {
      expect(runCases([worked.input])).toEqual([worked.expected]);
    },
  );
});
