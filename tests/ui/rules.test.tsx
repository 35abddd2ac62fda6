/** What every component and every style obeys: the security policy, the tokens, the contrast. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Icon } from "@/ui/text/Icon";
import { type IconName, iconPaths } from "@/ui/text/iconPaths";
import { markupOf, only } from "./markup";

const root = fileURLToPath(new URL("../../src/ui", import.meta.url));

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

const files = filesOf(root).map((path) => ({
  name: path.slice(root.length + 1),
  text: /\.(tsx?|css)$/.test(path) ? readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "") : "",
}));
const components = files.filter(({ name }) => name.endsWith(".tsx"));
const styles = files.filter(({ name }) => name.endsWith(".css"));
const tokens = files.find(({ name }) => name === "tokens.css")?.text ?? "";

it("is really read: an empty scan is a failure", () => {
  expect(components.length).toBeGreaterThan(50);
  expect(styles.length).toBeGreaterThan(30);
  expect(tokens).toContain("--accent");
});

describe("the security policy", () => {
  it("finds no style attribute, no raw markup, no script", () => {
    const wrong = components.filter(({ text }) => /\bstyle=|dangerouslySetInnerHTML|<script/.test(text));
    // The debtor's page is one document of its own: its policy names the hash of its only script.
    expect(wrong.map(({ name }) => name)).toEqual(["debtor/DebtorPage.tsx"]);
  });

  it("finds no picture or font written inside a style", () => {
    expect(styles.filter(({ text }) => /url\(["']?data:/.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

it("sends to the browser only the components that need a script", () => {
  const clients = components.filter(({ text }) => text.startsWith('"use client"')).map(({ name }) => name);
  expect(clients.sort()).toEqual([
    "controls/BulkBar.tsx",
    "controls/PrintButton.tsx",
    "controls/SelectAll.tsx",
    "controls/SubmitButton.tsx",
    "controls/TemplateArea.tsx",
    "layout/NavLink.tsx",
    "layout/SwitchLink.tsx",
    "messages/CloseDialog.tsx",
    "messages/DialogLink.tsx",
    "messages/ErrorSummary.tsx",
    "surfaces/CopyButton.tsx",
    "surfaces/WrittenMailFrame.tsx",
  ]);
});

it.each(Object.keys(iconPaths) as IconName[])("hides the icon %s from assistive tools", (name) => {
  expect(only(markupOf(<Icon name={name} />), "svg").attributes["aria-hidden"]).toBe("true");
});

it("hides every drawing, or names it", () => {
  for (const { name, text } of components) {
    for (const [svg] of text.matchAll(/<svg\b[^>]*>/g)) {
      expect([name, /aria-hidden="true"|role="img"\s+aria-label=/.test(svg)]).toEqual([name, true]);
    }
  }
});

describe("styles", () => {
  it("take their colours from the tokens", () => {
    // The debtor's page carries its own few tokens, at the head of its one sheet: it must stay light.
    const withoutTokens = (name: string, text: string) =>
      name === "debtor/debtor.css" ? text.replace(/^\s*--[\w-]+:[^;]*;/gm, "") : text;
    const raw = styles.filter(
      ({ name, text }) =>
        name !== "tokens.css" && /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i.test(withoutTokens(name, text)),
    );
    expect(raw.map(({ name }) => name)).toEqual([]);
  });

  it("use no variable that is not defined", () => {
    const defined = new Set(
      styles.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map((m) => m[1])),
    );
    const unknown = styles.flatMap(({ name, text }) =>
      [...text.matchAll(/var\((--[\w-]+)/g)].filter((m) => !defined.has(m[1])).map((m) => `${name} ${m[1]}`),
    );
    expect(unknown).toEqual([]);
  });

  it("have in each module the classes its components name, and no other", () => {
    for (const { name, text } of styles.filter((file) => file.name.endsWith(".module.css"))) {
      const local = text.replace(/:global\([^)]*\)/g, "");
      const written = new Set([...local.matchAll(/\.([a-z]\w*)/gi)].map((match) => match[1] ?? ""));
      const file = name.replace(/^.*\//, "");
      const users = components.filter((component) => component.text.includes(`"./${file}"`));
      const used = new Set(
        users.flatMap((user) => [...user.text.matchAll(/styles\.(\w+)/g)].map((match) => match[1] ?? "")),
      );
      const isComputed = users.some((user) => /styles\[/.test(user.text));
      expect([name, users.length > 0]).toEqual([name, true]);
      expect([name, [...used].filter((word) => !written.has(word))]).toEqual([name, []]);
      if (!isComputed) expect([name, [...written].filter((word) => !used.has(word))]).toEqual([name, []]);
    }
  });
});

describe("contrast", () => {
  /** Value of a colour role, light then dark. */
  function role(name: string): [string, string] {
    const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
    if (!found?.[1] || !found[2]) throw new Error(`no colour --${name}`);
    return [found[1], found[2]];
  }

  /** Relative luminance (WCAG 2.2). */
  function luminance(hex: string): number {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(a: string, b: string): number {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }

  const meanings = ["accent", "positive", "caution", "critical", "info"];
  const grounds = ["surface", "raised", "sunken", "hover"];
  const texts = ["ink", "muted", "faint", ...meanings].flatMap((text) =>
    grounds.map((ground): [string, string, number] => [text, ground, 4.5]),
  );
  const solids = meanings.flatMap((name): [string, string, number][] => [
    [`on-${name}`, name, 4.5],
    [`on-${name}-soft`, `${name}-soft`, 4.5],
    ["ink", `${name}-soft`, 4.5],
    ["muted", `${name}-soft`, 4.5],
  ]);
  const others: [string, string, number][] = [
    ["on-ink", "ink", 4.5],
    ["on-neutral-soft", "neutral-soft", 4.5],
    ["on-accent", "accent-hover", 4.5],
    ["field-line", "raised", 3],
    ["field-line", "surface", 3],
    ["focus", "surface", 3],
    ["focus", "raised", 3],
  ];

  it.each([...texts, ...solids, ...others])("%s reads on %s at %d or more", (text, ground, least) => {
    role(text).forEach((colour, theme) => {
      expect(contrast(colour, role(ground)[theme] ?? "")).toBeGreaterThanOrEqual(least);
    });
  });
});
