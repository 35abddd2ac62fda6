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
}

const EXPORTED = /^export\s+(?:const\s+(\w+)\s*=\s*(\w+)\(\s*"?(\w+)?|async\s+function\s+(\w+))/gm;

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>;
}

/** Ids by `file#name`, from the build. */
function builtIds(): Map<string, string> {
  const text = readFileSync(`${ROOT}.next/server/server-reference-manifest.json`, "utf8");
  const { node } = JSON.parse(text) as Manifest;
  return new Map(Object.entries(node).map(([id, one]) => [`${one.filename}#${one.exportedName}`, id]));
}

/** Every exported action of `src/app`. @throws Error when one of them was not built */
export function listActions(): Action[] {
  const ids = builtIds();
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
      const id = ids.get(`src/app/${path}#${exported}`);
      if (!id) throw new Error(`${path}#${exported} is on no page: it was not built`);
      const permission = wrapper?.startsWith("company") ? (first ?? null) : null;
      actions.push({ name: `${path}#${exported}`, id, permission });
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
