/**
 * Messages carry a link that lets whoever holds it answer as the debtor. Shown to the creditor,
 * its words stay and its power goes.
 */

const HREF = /\shref\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
/**
 * The personal end of an answer link: `/r/` and a token. Filters of mail put the whole address into one of
 * their own, its slashes escaped.
 */
const ANSWER_PATH = /(\/|%2F)r\1[A-Za-z0-9_-]{16,}/gi;

/** The text with the personal end of answer links cut off. */
export function withoutAnswerLinks(text: string): string {
  return text.replace(ANSWER_PATH, "$1r$1…");
}

/** The HTML with no address left in any link: it looks the same and leads nowhere. */
export function withoutLinks(html: string): string {
  return withoutAnswerLinks(html.replace(HREF, ""));
}
