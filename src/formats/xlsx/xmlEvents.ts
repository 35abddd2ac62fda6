/** Reads a large XML file as it comes, without a tree: no document type, no entity but those of XML itself. */
import { StringDecoder } from "node:string_decoder";
import { Parser } from "htmlparser2";

/** What is told of each element, by its name without prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** The file is no XML that is read here. */
export class XmlRefused extends Error {}

/** Deeper than any file of a workbook. */
const MAX_DEPTH = 40;

/**
 * Tells the listener what each piece holds, and gives a turn back after each: the caller may stop between two.
 *
 * @throws XmlRefused for a document type, elements that cross or are not closed, or a nesting beyond reason
 */
export async function* xmlEvents(pieces: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const decoder = new StringDecoder("utf8");
  const parser = strictParser(listener);
  for await (const piece of pieces) {
    parser.write(decoder.write(piece));
    yield;
  }
  parser.end(decoder.end());
  yield;
}

function strictParser(listener: XmlListener): Parser {
  let depth = 0;
  /** The element that was just opened: the only one that may close without its closing tag, as `<c/>` does. */
  let fresh = -1;
  let isOver = false;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.startsWith("!")) throw new XmlRefused("document type");
      },
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new XmlRefused("depth");
        fresh = depth;
        listener.open(localName(name), attributes);
      },
      ontext(text) {
        fresh = -1;
        listener.text(text);
      },
      onclosetag(name, isImplied) {
        if (isImplied && (fresh !== depth || isOver)) throw new XmlRefused("not closed");
        depth -= 1;
        fresh = -1;
        listener.close(localName(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const end = parser.end.bind(parser);
  parser.end = (rest) => {
    if (rest) parser.write(rest);
    isOver = true;
    end();
  };
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
