/**
 * A number of a workbook as the text a person reads in its cell: Excel keeps dates, percentages and numbers with
 * leading zeros as plain numbers, and only the format of the cell says what they are.
 */

/** How the cells of a style are shown. */
export type NumberFormat =
  | { kind: "DATE" }
  | { kind: "PERCENT" }
  /** Zeros in front, and a text around: `00042`, `FA-0042`. */
  | { kind: "PADDED"; prefix: string; digits: number; suffix: string }
  /** Shown with so many decimals, if it says how many; the unit is a currency other than the euro. */
  | { kind: "NUMBER"; decimals?: number; unit: string };

/** Formats that every workbook has without saying them (ECMA-376, 18.8.30), by their number. */
const BUILT_IN_DATES = [
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
];
const BUILT_IN_CODES: Readonly<Record<number, string>> = {
  2: "0.00",
  4: "#,##0.00",
  7: "#,##0.00",
  8: "#,##0.00",
  9: "0%",
  10: "0.00%",
  39: "#,##0.00",
  40: "#,##0.00",
  44: "#,##0.00",
};

/** Longest format that Excel accepts. */
const MAX_CODE_LENGTH = 255;

/** What a format says of its numbers. @param code as the workbook writes it; undefined for a built-in one */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined && BUILT_IN_DATES.includes(id)) return { kind: "DATE" };
  const [first = ""] = splitSections((code ?? BUILT_IN_CODES[id] ?? "").slice(0, MAX_CODE_LENGTH));
  const padded = /^((?:"[^"]*"|\\.|[-/ ])*)(0{2,}|(?<=["\\.].*)0)((?:"[^"]*"|\\.|[-/ ])*)$/.exec(first);
  if (padded) {
    const [, prefix = "", zeros = "", suffix = ""] = padded;
    return { kind: "PADDED", prefix: literal(prefix), digits: zeros.length, suffix: literal(suffix) };
  }
  // What is quoted, escaped, only a width, a colour or a currency says nothing of the number.
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, "").replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  // An « m » beside an hour is a minute.
  if (/[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return { kind: "DATE" };
  if (bare.includes("%")) return { kind: "PERCENT" };
  const decimals = /0\.(0+)/.exec(bare)?.[1]?.length;
  return { kind: "NUMBER", unit: foreignUnit(first), ...(decimals !== undefined && { decimals }) };
}

/** The currency that a format writes beside its numbers, unless it is the euro: `[$£-809]`, `"USD"`. */
function foreignUnit(section: string): string {
  const written = [...section.matchAll(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\$)/g)];
  const text = written.map(([, ...parts]) => parts.find((part) => part !== undefined) ?? "").join("");
  return /[$£¥]|\b(?!EUR\b|TTC\b)[A-Z]{3}\b/.exec(text)?.[0] ?? "";
}

/** Parts of a format for positive, negative, null: `;` inside quotes parts nothing. */
function splitSections(code: string): string[] {
  return code.match(/(?:"[^"]*"|\\.|[^;])+/g) ?? [];
}

function literal(text: string): string {
  return text.replace(/"([^"]*)"|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? "");
}

/**
 * The text of a number.
 *
 * @param raw as the file has it: `1200.2999999999999`, `4.5E-2`
 * @param is1904 the workbook counts its days from 1904, as those of old Macs do
 */
export function numberText(raw: string, format: NumberFormat, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw.trim();
  switch (format.kind) {
    case "DATE":
      return serialDate(value, is1904) ?? decimalText(raw);
    case "PERCENT":
      return `${withComma(shortest(value * 100))} %`;
    case "PADDED":
      if (value < 0 || !Number.isInteger(value)) return decimalText(raw);
      return `${format.prefix}${plainDigits(String(value)).padStart(format.digits, "0")}${format.suffix}`;
    case "NUMBER":
      return `${decimalText(raw, format.decimals)} ${format.unit}`.trimEnd();
  }
}

/**
 * A decimal text with a comma. Excel computes in binary with fifteen digits that mean something, and writes
 * seventeen: the others are noise. What a format of two decimals or more shows rounded is what the person reads, and what
 * the invoice says; a format that hides the cents hides them from nobody here.
 */
function decimalText(raw: string, shown?: number): string {
  // A whole number is written as it is, however many digits it has.
  const text = /^-?\d+$/.test(raw) ? raw : shortest(Number(raw));
  const decimals = text.split(".")[1]?.length ?? 0;
  const rounded = shown !== undefined && shown >= 2 && decimals > shown ? roundedTo(text, shown) : text;
  return withComma(rounded);
}

function shortest(value: number): string {
  return plainDigits(String(Number(value.toPrecision(15))));
}

/** `1.5e+21` and `4e-7` in full. */
function plainDigits(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Half up, away from zero, on the decimal digits themselves, as a spreadsheet shows them. */
function roundedTo(text: string, decimals: number): string {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const isUp = (fraction[decimals] ?? "0") >= "5";
  const digits = (BigInt(whole + fraction.slice(0, decimals)) + (isUp ? 1n : 0n)).toString();
  const padded = digits.padStart(decimals + 1, "0");
  return `${text.startsWith("-") ? "-" : ""}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

/** Three decimals would look like thousands: a fourth one tells. */
function withComma(text: string): string {
  return text.replace(/^(-?[1-9]\d{0,2}\.\d{3})$/, "$10").replace(".", ",");
}

/** Days from 1970 to what Excel calls day 0: 1 January 1900 is day 1, and 29 February, which never was, day 60. */
const DAY_ZERO = { 1900: -25_569, 1904: -24_107 };
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;
const DAY_SECONDS = 86_400;

/** The day of a number of days, `2026-11-22`; undefined for an hour alone, or what no spreadsheet shows as a date. */
function serialDate(value: number, is1904: boolean): string | undefined {
  // The fraction is the hour: it is rounded to the second before it is dropped.
  const days = Math.floor(Math.round(value * DAY_SECONDS) / DAY_SECONDS);
  if (days < 1 || days > LAST_SERIAL) return undefined;
  const isBeforeMarch1900 = !is1904 && days < 60;
  const since1970 = DAY_ZERO[is1904 ? 1904 : 1900] + days + (isBeforeMarch1900 ? 1 : 0);
  return new Date(since1970 * DAY_SECONDS * 1_000).toISOString().slice(0, 10);
}
