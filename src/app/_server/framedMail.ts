/**
 * A message as it was sent, for a frame of our pages: no script, no request to anywhere, and
 * links that open beside it.
 */

/** What a message shown as it is may do: open its links beside. */
const READ = "allow-popups allow-popups-to-escape-sandbox";

/**
 * A message that is being written: the page around it puts the words in, so that nothing blinks or scrolls
 * away. Nothing else is allowed, its links sleep and no script runs.
 */
const WRITTEN = "allow-same-origin";

const policy = (sandbox: string) =>
  [
    `sandbox ${sandbox}`,
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    // Says more than X-Frame-Options, which it replaces.
    "frame-ancestors 'self'",
  ].join("; ");

/** The HTML of a message whose links open in a new tab instead of inside the frame. */
export function mailBeside(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, `$&${base}`) : base + html;
}

/** @param use `written` for the frame of a text that is being typed, see `WrittenMailFrame` */
export function framedMail(html: string, use: "read" | "written" = "read"): Response {
  return new Response(mailBeside(html), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy(use === "written" ? WRITTEN : READ),
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
