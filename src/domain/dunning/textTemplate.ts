/**
 * Texts that people write: words, and variables between double braces. No logic: a variable is
 * replaced by a word of the closed list, once, and what it becomes is never read again.
 */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import {
  type BlockName,
  nearestVariable,
  type TextUse,
  type VariableName,
  variableNamed,
  variablesFor,
} from "./textVariables";

export type TextValues = Readonly<Partial<Record<VariableName, string>>>;

/** The words of a step in one language. */
export interface StepText {
  /** Empty for the script of a call. */
  subject: string;
  body: string;
}

const VARIABLE = /\{\{([^{}]*)\}\}/g;
const BLOCKS: readonly BlockName[] = ["décompte", "réponses", "signature"];

/**
 * Checks a text as it is saved, and writes each variable as the list does.
 *
 * @param field the field to blame
 * @throws DomainError `VARIABLE` for unknown ones, each with the nearest; `BRACES` for a brace left open;
 *   `BLOCK` when a block a message needs is missing, doubled, out of order or inside a sentence
 */
export function checkText(text: string, use: TextUse, field: string): string {
  const unknown = new Set<string>();
  const checked = text.replace(VARIABLE, (_, written: string) => {
    const variable = variableNamed(written, use);
    if (!variable) unknown.add(written.trim());
    return `{{${variable?.name ?? ""}}}`;
  });
  if (unknown.size > 0) throw unknownVariables([...unknown], use, field);
  if (/\{\{|\}\}/.test(checked.replace(VARIABLE, ""))) {
    throw new DomainError(
      "BRACES",
      `Une variable s’écrit entre deux accolades de chaque côté${NBSP}: {{${variablesFor(use)[3]?.name ?? ""}}}.`,
      field,
    );
  }
  return checked;
}

/** Unknown variables named in one refusal: more would hide the first ones. */
const MAX_NAMED = 3;

function unknownVariables(written: readonly string[], use: TextUse, field: string): DomainError {
  const named = written.slice(0, MAX_NAMED).map((name) => unknownSentence(name, use));
  const left = written.length - named.length;
  const others = left === 0 ? [] : [`Et ${left}${NBSP}autre${left > 1 ? "s" : ""}.`];
  return new DomainError("VARIABLE", [...named, ...others].join(" "), field);
}

function unknownSentence(written: string, use: TextUse): string {
  const near = nearestVariable(written, use);
  const help = near
    ? `Peut-être {{${near}}}${NBSP}?`
    : `Choisissez-la dans la liste «${NBSP}Insérer une variable${NBSP}».`;
  return `La variable {{${written.slice(0, 40)}}} n’existe pas. ${help}`;
}

/** Checks that a message has its blocks, each alone in its paragraph, in their order. */
export function checkBlocks(body: string, field: string): void {
  const found: BlockName[] = [];
  for (const paragraph of paragraphsOf(body)) {
    const alone = blockOf(paragraph);
    if (alone) found.push(alone);
    else if (BLOCKS.some((block) => paragraph.includes(`{{${block}}}`))) {
      throw new DomainError(
        "BLOCK",
        "Les blocs {{décompte}}, {{réponses}} et {{signature}} s’écrivent seuls, entre deux lignes vides.",
        field,
      );
    }
  }
  for (const block of ["décompte", "réponses"] as const) {
    if (!found.includes(block)) {
      throw new DomainError(
        "BLOCK",
        `Il manque {{${block}}}${NBSP}: le client doit savoir ce qu’il doit, et pouvoir répondre.`,
        field,
      );
    }
  }
  const isOrdered = found.every(
    (block, index) => index === 0 || BLOCKS.indexOf(found[index - 1] ?? block) < BLOCKS.indexOf(block),
  );
  if (!isOrdered) {
    throw new DomainError(
      "BLOCK",
      "Gardez les blocs une seule fois, dans cet ordre : {{décompte}}, {{réponses}}, {{signature}}.".replace(
        " :",
        `${NBSP}:`,
      ),
      field,
    );
  }
}

function blockOf(paragraph: string): BlockName | null {
  return BLOCKS.find((block) => paragraph === `{{${block}}}`) ?? null;
}

function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

/** Replaces the variables of one line or paragraph. One that begins it gets a capital letter. */
export function fillText(text: string, values: TextValues): string {
  return text
    .replace(VARIABLE, (_, name: string, at: number) => {
      const value = values[name as VariableName] ?? "";
      return text.slice(0, at).trim() === ""
        ? value.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
        : value;
    })
    .replace(/[ \t]+/g, " ")
    .trim();
}

/** A subject or any other single line: no line break can come from a value. */
export function fillLine(text: string, values: TextValues): string {
  return fillText(text, values)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}

export interface FilledBody {
  /** Before the amounts. */
  opening: string[];
  /** Between the amounts and the ways to pay or answer. */
  ask: string[];
  /** After them. */
  closing: string[];
}

/** Fills a message and cuts it at its blocks. A paragraph whose variables say nothing disappears. */
export function fillBody(body: string, values: TextValues): FilledBody {
  const filled: FilledBody = { opening: [], ask: [], closing: [] };
  let part: keyof FilledBody = "opening";
  for (const paragraph of paragraphsOf(body)) {
    const block = blockOf(paragraph);
    if (block === "décompte") part = "ask";
    else if (block === "réponses") part = "closing";
    else if (block === null) {
      const words = fillText(paragraph, values);
      if (words !== "") filled[part].push(words);
    }
  }
  return filled;
}
