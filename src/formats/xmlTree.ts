/** Reads a small XML document into a tree, within limits: no document type, no entity but those of XML itself. */
import { Parser } from "htmlparser2";
import iconv from "iconv-lite";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";

export interface XmlNode {
  /** Without its prefix: what matters is the name, whoever wrote it. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  text: string;
}

export interface XmlLimits {
  bytes: number;
  nodes: number;
  depth: number;
}

const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;

function refuse(message: string): never {
  throw new DomainError("XML", typeset(message));
}

/** The text of an XML file, by its mark, then by the encoding it declares, else UTF-8. */
function decodeXml(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return iconv.decode(buffer, "utf-16le");
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return iconv.decode(buffer, "utf-16be");
  const head = buffer
    .subarray(0, 256)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "");
  const declared = DECLARED.exec(head.trimStart())?.[1] ?? "utf-8";
  if (!iconv.encodingExists(declared)) refuse(`L’encodage « ${declared} » de ce fichier n’est pas connu.`);
  return iconv.decode(buffer, declared);
}

/**
 * The root element. Strict where it matters for money: a document that stops before its end, or whose elements
 * cross, is refused whole.
 *
 * @throws DomainError `XML`, in French: what is wrong, and on which line when it has one
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits): XmlNode {
  const tooLarge = () => refuse("Ce fichier XML est trop grand, ou trop imbriqué, pour être lu.");
  if (bytes.byteLength > limits.bytes) tooLarge();
  const source = decodeXml(bytes);
  const top: XmlNode = { name: "", attributes: {}, children: [], text: "" };
  const open: XmlNode[] = [top];
  let nodes = 0;
  let isOver = false;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.startsWith("!"))
          refuse("Ce fichier contient une définition de type (DOCTYPE), refusée ici.");
      },
      onopentag(name, attributes) {
        nodes += 1;
        if (nodes > limits.nodes || open.length > limits.depth) tooLarge();
        const node: XmlNode = { name: localName(name), attributes, children: [], text: "" };
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
          const line = source.slice(0, parser.startIndex).split("\n").length;
          refuse(
            `Ligne ${line} : l’élément « ${localName(name)} » n’est pas fermé, le fichier est incomplet.`,
          );
        }
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(source);
  isOver = true;
  parser.end();
  const [root] = top.children;
  if (!root || top.children.length > 1) refuse("Ce fichier XML est vide ou mal formé.");
  return root;
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
