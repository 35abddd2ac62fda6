/**
 * A message as it was sent, for a frame of our pages: no script, no request to anywhere, and
 * links that open beside it.
 */

const POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  // Says more than X-Frame-Options, which it replaces.
  "frame-ancestors 'self'",
].join("; ");

/** The HTML of a message; its links open in a new tab instead of inside the frame. */
export function framedMail(html: string): Response {
  const base = '<base target="_blank">';
  const opened = /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, `$&${base}`) : base + html;
  return new Response(opened, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
