/** Reads what a program sends: its form is checked here, and everything that is wrong with it is said at once. */
import type { z } from "zod";
import { boundedBody } from "../../../_server/boundedBody";
import { Problem, type ProblemPart } from "./problem";

const MAX_JSON_BYTES = 64 * 1024;
/** A little more than the use case takes, which says it better. */
const MAX_PDF_BYTES = 11_000_000;

/** The body, in the form of the schema. @throws Problem */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const bytes = await readBytes(request, "application/json", MAX_JSON_BYTES, "64\u00a0ko au plus.");
  let sent: unknown;
  try {
    sent = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Problem("requete-illisible", "Le corps n’est pas du JSON en UTF-8.");
  }
  return checked(schema, sent, "donnees-refusees", (path) => ({ pointer: pointerOf(path) }));
}

/** The body, which says that it is a PDF. @throws Problem */
export async function readPdf(request: Request): Promise<Uint8Array> {
  return readBytes(request, "application/pdf", MAX_PDF_BYTES, "10\u00a0Mo au plus.");
}

async function readBytes(
  request: Request,
  type: string,
  maxBytes: number,
  limit: string,
): Promise<Uint8Array> {
  const [given = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (given.trim().toLowerCase() !== type) {
    throw new Problem(
      "format-refuse",
      `Envoyez l’en-tête «\u00a0Content-Type: ${type}\u00a0», et ce qu’il dit.`,
    );
  }
  const bytes = await boundedBody(request, maxBytes).catch(() => {
    throw new Problem("requete-illisible", "Le corps n’est pas arrivé en entier.");
  });
  if (bytes === null) throw new Problem("trop-lourd", limit);
  return bytes;
}

/** The query of the address, in the form of the schema. @throws Problem */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const { searchParams } = new URL(request.url);
  const twice = [...searchParams.keys()].find((name) => searchParams.getAll(name).length > 1);
  if (twice !== undefined) {
    const detail = "Ce paramètre est donné plusieurs fois.";
    throw new Problem("requete-illisible", detail, [{ parameter: twice, code: "TWICE", detail }]);
  }
  return checked(schema, Object.fromEntries(searchParams), "requete-illisible", (path) => ({
    parameter: String(path[0] ?? ""),
  }));
}

type Path = readonly PropertyKey[];

function checked<Schema extends z.ZodType>(
  schema: Schema,
  sent: unknown,
  kind: "donnees-refusees" | "requete-illisible",
  placeOf: (path: Path) => Pick<ProblemPart, "pointer" | "parameter">,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(sent, { error: sentenceOf });
  if (success) return data;
  const parts = error.issues.flatMap((issue): ProblemPart[] => {
    const code = issue.code.toUpperCase();
    const paths =
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ ...placeOf(path), code, detail: issue.message }));
  });
  throw new Problem(kind, "Corrigez ce qui est indiqué, puis renvoyez la requête.", parts);
}

/** RFC 6901. */
function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const TYPES: Readonly<Record<string, string>> = {
  string: "un texte, entre guillemets",
  number: "un nombre",
  int: "un nombre entier",
  boolean: "true ou false",
  object: "un objet",
};

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "Ce champ est exigé.";
      return `Ici, ${TYPES[issue.expected] ?? issue.expected}.`;
    case "unrecognized_keys":
      return "Ce nom n’est pas connu. Vérifiez son orthographe, ou retirez-le.";
    case "invalid_value":
      return `Une de ces valeurs\u00a0: ${issue.values.join(", ")}.`;
    case "invalid_format":
      return issue.format === "date"
        ? "Une date qui existe, écrite année-mois-jour\u00a0: 2026-11-24."
        : "Cet identifiant n’a pas la forme attendue.";
    case "too_small":
      return issue.inclusive ? "Zéro ou plus." : "Un nombre plus grand que zéro.";
    case "too_big":
      return "Ce nombre est trop grand.";
    default:
      return "Cette valeur n’est pas acceptée.";
  }
}
