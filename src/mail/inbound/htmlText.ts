/**
 * The text of a message that has only HTML, well-formed or not: anybody may have written it. One pass
 * from the left to the right, and nothing is read twice: a pattern that looks for the end of a tag from
 * each « < » takes hours on a message of a few megabytes made for that.
 */

const LINE_BREAKS = new Set(["br", "/p", "/div", "/tr"]);
/** Elements whose content is no text. */
const HIDDEN = new Set(["style", "script"]);
const TAG_NAME = /\/?[a-z]{0,12}/iy;

/** What a reader would see, without what is quoted, one line for each line break or block. */
export function textOfHtml(html: string): string {
  const { text, openQuotes } = visibleText(html, false);
  // A quote that never ends would hide what may follow it: better too much than the words lost.
  return decoded(openQuotes > 0 ? visibleText(html, true).text : text);
}

function visibleText(html: string, withQuotes: boolean): { text: string; openQuotes: number } {
  const parts: string[] = [];
  /** Kinds of hidden elements that do not end any more: looked for once each. */
  const endless = new Set<string>();
  let openQuotes = 0;
  let at = 0;
  const show = (part: string) => {
    if (openQuotes === 0 || withQuotes) parts.push(part);
  };
  for (;;) {
    const open = html.indexOf("<", at);
    const close = open < 0 ? -1 : html.indexOf(">", open);
    if (close < 0) {
      show(html.slice(at));
      return { text: parts.join(""), openQuotes };
    }
    show(html.slice(at, open));
    at = close + 1;
    const name = nameAt(html, open + 1);
    if (LINE_BREAKS.has(name)) show("\n");
    else if (name === "blockquote") openQuotes += 1;
    else if (name === "/blockquote") openQuotes = Math.max(0, openQuotes - 1);
    else if (HIDDEN.has(name) && !endless.has(name)) {
      const end = endOf(html, name, at);
      if (end < 0) endless.add(name);
      else at = end;
    }
  }
}

function nameAt(html: string, at: number): string {
  TAG_NAME.lastIndex = at;
  return TAG_NAME.exec(html)?.[0].toLowerCase() ?? "";
}

/** Where the closing tag of an element begins, or -1. */
function endOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, "gi");
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? -1;
}

function decoded(text: string): string {
  return text
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#39;|&rsquo;/g, "’")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
}
