/** Reads a small XML document into a tree, within limits: no document type, no entity but those of XML itself. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { Parser } from "htmlparser2";
import iconv from "iconv-lite";

export interface XmlNode {
  /** Without its prefix: what matters is the name, whoever wrote it. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  text: string;
  line: number;
}

/** What a document may hold, and how it is refused, in the words of whoever asked for it. */
export interface XmlRules {
  maxBytes: number;
  maxNodes: number;
  maxDepth: number;
  refuse: (why: "BROKEN" | "TOO_LARGE", message: string) => never;
}

/** Characters read before others have their turn. */
const PIECE = 64 * 1024;
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** The text of an XML file, by its mark, then by the encoding it declares, else UTF-8. */
function decodeXml(bytes: Uint8Array, { refuse }: XmlRules): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return iconv.decode(buffer, "utf-16le");
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return iconv.decode(buffer, "utf-16be");
  const head = buffer
    .subarray(0, 256)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "");
  const declared = DECLARED.exec(head.trimStart())?.[1] ?? "utf-8";
  if (!iconv.encodingExists(declared)) {
    refuse("BROKEN", `L’encodage « ${declared} » de ce fichier n’est pas connu.`);
  }
  return iconv.decode(buffer, declared);
}

/**
 * The root element. Strict where it matters for money: a document that stops before its end, or whose elements
 * cross, is refused whole.
 *
 * @throws what the rules refuse with, in French: what is wrong, and on which line when it has one
 */
export function readXml(bytes: Uint8Array, rules: XmlRules): XmlNode {
  const { source, write, end } = startReading(bytes, rules);
  write(source);
  return end();
}

/** The same of a large document, in pieces: others have their turn in between. */
export async function readXmlInTurns(bytes: Uint8Array, rules: XmlRules): Promise<XmlNode> {
  const { source, write, end } = startReading(bytes, rules);
  for (let from = 0; from < source.length; from += PIECE) {
    write(source.slice(from, from + PIECE));
    await nextTurn();
  }
  return end();
}

interface Reading {
  source: string;
  write: (piece: string) => void;
  /** @returns the root */
  end: () => XmlNode;
}

function startReading(bytes: Uint8Array, rules: XmlRules): Reading {
  const refuse: XmlRules["refuse"] = rules.refuse;
  const tooLarge = () =>
    refuse("TOO_LARGE", "Ce fichier XML est trop grand, ou trop imbriqué, pour être lu.");
  if (bytes.byteLength > rules.maxBytes) tooLarge();
  const source = decodeXml(bytes, rules);
  const top: XmlNode = { name: "", attributes: {}, children: [], text: "", line: 0 };
  const open: XmlNode[] = [top];
  let nodes = 0;
  let line = 1;
  let counted = 0;
  let isOver = false;
  const lineAt = (offset: number): number => {
    for (; counted < offset; counted += 1) if (source.charCodeAt(counted) === 10) line += 1;
    return line;
  };
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.startsWith("!")) {
          refuse("BROKEN", "Ce fichier contient une définition de type (DOCTYPE), refusée ici.");
        }
      },
      onopentag(name, attributes) {
        nodes += 1;
        if (nodes > rules.maxNodes || open.length > rules.maxDepth) tooLarge();
        const place = { line: lineAt(parser.startIndex) };
        const node: XmlNode = { name: localName(name), attributes, children: [], text: "", ...place };
        open.at(-1)?.children.push(node);
        open.push(node);
      },
      ontext(text) {
        const node = open.at(-1);
        if (node && node !== top) node.text += text;
      },
      onclosetag(name, isImplied) {
        const isSelfClosed = !isOver && source[parser.endIndex - 1] === "/";
        if (isImplied && !isSelfClosed) {
          const where = `Ligne ${lineAt(parser.startIndex)}`;
          refuse("BROKEN", `${where} : l’élément « ${localName(name)} » n’est pas fermé.`);
        }
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const end = (): XmlNode => {
    isOver = true;
    parser.end();
    const [root] = top.children;
    if (!root || top.children.length > 1) refuse("BROKEN", "Ce fichier XML est vide ou mal formé.");
    return root;
  };
  return { source, write: (piece) => parser.write(piece), end };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Children with this name. */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The first node at the end of a path of names: `at(entry, "NtryDtls", "Btch")`. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let found = node;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

/** The text at the end of a path, on one line; empty when there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string {
  const text = at(node, ...path)?.text ?? "";
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
