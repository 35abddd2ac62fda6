/**
 * A company's colour, made readable: whatever was chosen, text in it or on it keeps the contrast
 * that everyone can read (WCAG 2.2, 1.4.3: 4.5 to 1), on a light page and on a dark one.
 */
import { invariant } from "../invariant";

export interface AccentScheme {
  light: { accent: string; hover: string; on: string };
  dark: { accent: string; hover: string; on: string };
}

type Rgb = readonly [red: number, green: number, blue: number];

const READABLE = 4.5;
/** The darkest ground a light page puts behind it, and the lightest of a dark page. */
const LIGHT_GROUND: Rgb = [0xf1, 0xee, 0xe7];
const DARK_GROUND: Rgb = [0x22, 0x27, 0x25];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** @param colour `#rrggbb` */
export function accentScheme(colour: string): AccentScheme {
  const rgb = parse(colour);
  const light = until(rgb, BLACK, LIGHT_GROUND);
  const dark = until(rgb, WHITE, DARK_GROUND);
  return {
    light: { accent: hex(light), hover: hex(mix(light, BLACK, 0.2)), on: "#ffffff" },
    dark: { accent: hex(dark), hover: hex(mix(dark, WHITE, 0.2)), on: "#0e100f" },
  };
}

/** Moves a colour towards another until it can be read on a ground. */
function until(colour: Rgb, towards: Rgb, ground: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, ground) >= READABLE) return mixed;
  }
  return towards;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * share);
  return [part(0), part(1), part(2)];
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrastOf(first: string, second: string): number {
  return contrast(parse(first), parse(second));
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parse(colour: string): Rgb {
  invariant(/^#[0-9a-f]{6}$/i.test(colour), "a colour has six hexadecimal digits");
  const at = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
