/** The pages and handlers of the product, as its folders name them. */
import { readdirSync } from "node:fs";
import { ROOT } from "./programs";

/** Files of `src/app` that answer at an address, those of what is not there included. */
export function filesWithAddress(): string[] {
  const files = readdirSync(`${ROOT}src/app`, { recursive: true, encoding: "utf8" });
  return files
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /(^|\/)(page\.tsx|not-found\.tsx|route\.tsx?)$/.test(name))
    .sort();
}
