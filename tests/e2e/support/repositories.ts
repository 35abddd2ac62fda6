/** Every function of `src/db` that works in a transaction, enumerated from its source with what it asks for. */
import { readdirSync, readFileSync } from "node:fs";
import { ROOT } from "./programs";

export interface RepositoryFunction {
  /** `dunning/plans.ts`. */
  file: string;
  name: string;
  parameters: { name: string; type: string; isOptional: boolean }[];
}

const OPENING = "([{<";
const CLOSING = ")]}>";

/** The text up to the bracket that closes what was opened just before `from`. */
function enclosed(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at += 1) {
    const one = text.charAt(at);
    if (one === ">" && text.charAt(at - 1) === "=") continue;
    if (OPENING.includes(one)) depth += 1;
    if (CLOSING.includes(one)) depth -= 1;
  }
  return text.slice(from, at - 1);
}

/** Cuts at the commas that no bracket holds. */
function cut(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const [at, one] of [...text].entries()) {
    if (OPENING.includes(one)) depth += 1;
    if (CLOSING.includes(one) && text.charAt(at - 1) !== "=") depth -= 1;
    if (one === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += one;
  }
  return [...parts, part].map((one) => one.replace(/\s+/g, " ").trim()).filter((one) => one !== "");
}

function parameter(text: string) {
  const isDestructured = text.startsWith("{");
  const colon = isDestructured ? text.indexOf(":", text.indexOf("}")) : text.indexOf(":");
  const type = text.slice(colon + 1).trim();
  const name = isDestructured ? type : text.slice(0, colon).trim();
  return { name: name.replace(/\?$/, ""), type, isOptional: name.endsWith("?") || text.includes(" = ") };
}

/** Functions of no company: rows of people, what runs, or upkeep. */
export const OF_NO_COMPANY = [
  "queueAccountMailIn",
  "readActorNames",
  "readHorizon",
  "readNameKeys",
  "refreshStatistics",
  "refreshGrownStatistics",
];

/** The functions whose first parameter is a transaction. */
export function listRepositoryFunctions(): RepositoryFunction[] {
  const found: RepositoryFunction[] = [];
  for (const entry of readdirSync(`${ROOT}src/db`, { recursive: true, encoding: "utf8" })) {
    const file = entry.replaceAll("\\", "/");
    if (!file.endsWith(".ts") || file.startsWith("generated/")) continue;
    const text = readFileSync(`${ROOT}src/db/${file}`, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    for (const match of text.matchAll(/^export (?:async )?function (\w+)(?:<[^>]*>)?\(/gm)) {
      const parameters = cut(enclosed(text, match.index + match[0].length)).map(parameter);
      if (parameters[0]?.type === "Tx")
        found.push({ file, name: match[1] ?? "", parameters: parameters.slice(1) });
    }
  }
  return found;
}
