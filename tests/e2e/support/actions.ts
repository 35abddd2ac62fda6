/** Every server action of the product: enumerated from its source, and recognised in the forms of its pages. */
import { readdirSync, readFileSync } from "node:fs";
import { ROOT } from "./programs";

export interface Action {
  /** `[societe]/actions.ts#approveMessage`. */
  name: string;
  /** As the pages built name it. */
  id: string;
  /** What a company's action asks for; null when it is entered another way. */
  permission: string | null;
  /** Its form has fields to correct: it is given the state of the form before the fields. */
  hasState: boolean;
  /** The pages it stands on, as the table of addresses names them: one of a company first. */
  pages: readonly string[];
}

const EXPORTED = /^export\s+(?:const\s+(\w+)\s*=\s*(\w+)\(\s*"?(\w+)?|async\s+function\s+(\w+))/gm;

interface Manifest {
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
}

/** Id and pages of each action by `file#name`, from the build. */
function builtActions(): Map<string, { id: string; pages: string[] }> {
  const text = readFileSync(`${ROOT}.next/server/server-reference-manifest.json`, "utf8");
  const { node } = JSON.parse(text) as Manifest;
  return new Map(
    Object.entries(node).map(([id, one]) => [
      `${one.filename}#${one.exportedName}`,
      { id, pages: Object.keys(one.workers).map((worker) => `${worker.replace(/^app\//, "")}.tsx`) },
    ]),
  );
}

/** Every exported action of `src/app`. @throws Error when one of them was not built */
export function listActions(): Action[] {
  const built = builtActions();
  const actions: Action[] = [];
  for (const name of readdirSync(`${ROOT}src/app`, { recursive: true, encoding: "utf8" })) {
    const path = name.replaceAll("\\", "/");
    if (!/\.tsx?$/.test(path)) continue;
    const text = readFileSync(`${ROOT}src/app/${path}`, "utf8");
    if (!/^"use server";/.test(text)) {
      if (/^\s*"use server";/m.test(text))
        throw new Error(`${path}: an action hides in a file of another kind`);
      continue;
    }
    for (const [, constant, wrapper, first, declared] of text.matchAll(EXPORTED)) {
      const exported = constant ?? declared ?? "";
      const found = built.get(`src/app/${path}#${exported}`);
      if (!found) throw new Error(`${path}#${exported} is on no page: it was not built`);
      const permission = wrapper?.startsWith("company") ? (first ?? null) : null;
      const hasState = wrapper?.endsWith("Form") ?? false;
      const isOfCompany = (page: string) => page.startsWith("[societe]");
      const pages = [...found.pages.filter(isOfCompany), ...found.pages.filter((one) => !isOfCompany(one))];
      actions.push({ name: `${path}#${exported}`, id: found.id, permission, hasState, pages });
    }
  }
  return actions.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A form as a page showed it: what a browser would send when its button is pressed. */
export interface ShownForm {
  /** Address of the page. */
  path: string;
  actionId: string;
  fields: [string, string][];
}

/** The fields by which a browser without script names the action of a form. */
export function actionFields({ id, hasState }: Action): [string, string][] {
  if (!hasState) return [[`$ACTION_ID_${id}`, ""]];
  return [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", JSON.stringify({ id, bound: "$@1" })],
    ["$ACTION_1:1", JSON.stringify([{ status: "idle", message: "", errors: {}, values: {} }])],
  ];
}
