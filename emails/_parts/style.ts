/** The colours of the product by value: mail readers know no custom property. Dark values are in the one media query. */
import type { CSSProperties } from "react";

/** Without quotes, which would be spelt out in each of the forty places. */
const FAMILY = "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";
const INK = "#1a1d1c";
const MUTED = "#585d59";

function text(weight: number, size: number, line: number, color: string): CSSProperties {
  return { font: `${weight} ${size}px/${line}px ${FAMILY}`, color, margin: 0 };
}

export const styles = {
  body: { margin: 0, padding: 0, backgroundColor: "#f4f2ec", WebkitTextSizeAdjust: "100%" },
  preheader: {
    display: "none",
    overflow: "hidden",
    lineHeight: "1px",
    opacity: 0,
    maxHeight: 0,
    maxWidth: 0,
  },
  card: { width: "600px", maxWidth: "600px", backgroundColor: "#ffffff", borderRadius: "12px" },
  sender: text(600, 16, 24, INK),
  logo: { display: "block", border: 0, marginBottom: "12px", width: "auto", maxWidth: "240px" },
  paragraph: text(400, 16, 25, INK),
  label: text(500, 14, 20, MUTED),
  amount: { ...text(650, 36, 42, INK), letterSpacing: "-1px" },
  note: text(400, 14, 21, MUTED),
  line: text(400, 15, 22, INK),
  total: text(600, 15, 22, INK),
  detail: text(400, 13, 19, MUTED),
  strong: text(600, 15, 24, INK),
  payLabel: { ...text(400, 14, 21, MUTED), verticalAlign: "top", width: "110px" },
  payValue: text(500, 14, 21, INK),
  // White around the code in the dark as well: a reader needs the contrast.
  code: {
    display: "block",
    width: "108px",
    height: "108px",
    borderRadius: "6px",
    backgroundColor: "#ffffff",
  },
  answer: text(400, 15, 24, INK),
  link: { color: "#0b5a63", textDecoration: "underline" },
  button: {
    display: "inline-block",
    padding: "14px 24px",
    font: `600 16px/20px ${FAMILY}`,
    color: "#ffffff",
    textDecoration: "none",
    textAlign: "center",
  },
  footer: text(400, 13, 20, MUTED),
} satisfies Record<string, CSSProperties>;

/** Narrow screens and dark mode. Class names are short because some readers rewrite long ones. */
export const MEDIA = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #0b5a63; }
@media (max-width: 620px) {
  .wrap { width: 100% !important; }
  .wrap td { overflow-wrap: anywhere; word-break: break-word; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .cta table { width: 100% !important; }
  .cta a { display: block !important; }
  .pay { padding: 14px 16px !important; }
  .coords, .coords tbody, .coords tr, .coords td { display: block !important; width: auto !important; }
  .coords td.muted { padding: 6px 0 0 0 !important; }
  .coords td.ink { padding: 0 0 4px 0 !important; }
  .big { font-size: 30px !important; line-height: 36px !important; }
}
@media (prefers-color-scheme: dark) {
  .bg { background-color: #0e100f !important; }
  .card { background-color: #1c201e !important; }
  .soft { background-color: #141716 !important; }
  .ink { color: #ecebe6 !important; }
  .muted { color: #a9ada8 !important; }
  .line { border-color: #3d4441 !important; }
  .sum { border-color: #a9ada8 !important; }
  .btn { background-color: #76c4cb !important; }
  .btn a { color: #06282c !important; }
  a.link { color: #76c4cb !important; }
}`;
