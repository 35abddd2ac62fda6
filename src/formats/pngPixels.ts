/**
 * The pixels of a PNG (ISO/IEC 15948), and a PNG from pixels: enough to make a picture smaller
 * without a library.
 */

/** Four bytes a pixel: red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export interface PngLayout {
  readonly width: number;
  readonly height: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey and opacity, 6 colour and opacity. */
  readonly color: number;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
}

const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** @param rows the inflated rows, each after the number of its filter, checked by the caller */
export function pixelsOf(rows: Uint8Array, layout: PngLayout): Pixels {
  const { width, height, depth, color } = layout;
  const samples = SAMPLES[color] ?? 1;
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const stepBytes = Math.max(1, (samples * depth) / 8);
  const plain = unfiltered(rows, rowBytes, height, stepBytes);
  const rgba = new Uint8Array(width * height * 4);
  if (depth === 8 && color === 6) return { width, height, rgba: plain };
  for (let y = 0; y < height; y += 1) {
    const row = plain.subarray(y * rowBytes, (y + 1) * rowBytes);
    for (let x = 0; x < width; x += 1) rgba.set(pixelAt(row, x, samples, layout), (y * width + x) * 4);
  }
  return { width, height, rgba };
}

/** Takes the filters of the rows away (clause 9.2). */
function unfiltered(rows: Uint8Array, rowBytes: number, height: number, step: number): Uint8Array {
  const plain = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (rowBytes + 1)];
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const left = x >= step ? (plain[at - step] ?? 0) : 0;
      const above = y > 0 ? (plain[at - rowBytes] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (plain[at - rowBytes - step] ?? 0) : 0;
      const raw = rows[y * (rowBytes + 1) + 1 + x] ?? 0;
      plain[at] = raw + predicted(filter, left, above, corner);
    }
  }
  return plain;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const [a, b, c] = [
        Math.abs(above - corner),
        Math.abs(left - corner),
        Math.abs(left + above - 2 * corner),
      ];
      if (a <= b && a <= c) return left;
      return b <= c ? above : corner;
    }
    default:
      return 0;
  }
}

function pixelAt(row: Uint8Array, x: number, samples: number, layout: PngLayout): number[] {
  const { depth, color, palette, transparency } = layout;
  const at = (sample: number) => sampleAt(row, x * samples + sample, depth);
  const most = 2 ** Math.min(depth, 8) - 1;
  const byte = (value: number) => Math.round((value * 255) / most);
  if (color === 3) {
    const index = at(0);
    const colour = [0, 1, 2].map((part) => palette[index * 3 + part] ?? 0);
    return [...colour, transparency[index] ?? 255];
  }
  const values = Array.from({ length: samples }, (_, sample) => at(sample));
  const isClear = isTransparent(values, color, layout);
  const [first = 0, second = 0, third = 0, fourth = 0] = values.map(byte);
  if (color === 0) return [first, first, first, isClear ? 0 : 255];
  if (color === 4) return [first, first, first, second];
  return [first, second, third, color === 6 ? fourth : isClear ? 0 : 255];
}

/** One colour of a picture without opacity may be clear (clause 11.3.2.1). */
function isTransparent(
  values: readonly number[],
  color: number,
  { transparency, depth }: PngLayout,
): boolean {
  if ((color !== 0 && color !== 2) || transparency.length < values.length * 2) return false;
  // Two bytes a sample; of sixteen bits the first is kept, as in the pixels.
  const offset = depth === 16 ? 0 : 1;
  return values.every((value, sample) => transparency[sample * 2 + offset] === value);
}

/** Of sixteen bits the first eight are kept: a screen shows no more. */
function sampleAt(row: Uint8Array, index: number, depth: number): number {
  if (depth === 16) return row[index * 2] ?? 0;
  if (depth === 8) return row[index] ?? 0;
  const bit = index * depth;
  const byte = row[bit >> 3] ?? 0;
  return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** The same picture with this width or less: each new pixel is the mean of those it covers. */
export function reduced(picture: Pixels, width: number): Pixels {
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rgba.set(meanOf(picture, x, y, width, height), (y * width + x) * 4);
  }
  return { width, height, rgba };
}

function meanOf(
  { width, height, rgba }: Pixels,
  x: number,
  y: number,
  across: number,
  down: number,
): number[] {
  const [fromX, toX] = span(x, across, width);
  const [fromY, toY] = span(y, down, height);
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let row = fromY; row < toY; row += 1) {
    for (let column = fromX; column < toX; column += 1) {
      const at = (row * width + column) * 4;
      const opacity = rgba[at + 3] ?? 0;
      // A clear pixel has no colour to lend.
      for (let part = 0; part < 3; part += 1)
        sums[part] = (sums[part] ?? 0) + (rgba[at + part] ?? 0) * opacity;
      sums[3] = (sums[3] ?? 0) + opacity;
      count += 1;
    }
  }
  const [red = 0, green = 0, blue = 0, opacity = 0] = sums;
  if (opacity === 0) return [0, 0, 0, 0];
  return [red / opacity, green / opacity, blue / opacity, opacity / count].map(Math.round);
}

function span(index: number, parts: number, whole: number): [number, number] {
  const from = Math.floor((index * whole) / parts);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * whole) / parts))];
}

/** Rows ready to be packed: of three bytes a pixel when nothing is clear, each telling only what changes. */
export function rowsOf({ width, height, rgba }: Pixels): { rows: Uint8Array; color: 2 | 6 } {
  const isOpaque = rgba.every((byte, index) => index % 4 !== 3 || byte === 255);
  const samples = isOpaque ? 3 : 4;
  const rows = new Uint8Array((width * samples + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const start = y * (width * samples + 1);
    rows[start] = 1;
    for (let x = 0; x < width; x += 1) {
      for (let part = 0; part < samples; part += 1) {
        const at = (y * width + x) * 4 + part;
        const left = x > 0 ? (rgba[at - 4] ?? 0) : 0;
        rows[start + 1 + x * samples + part] = (rgba[at] ?? 0) - left;
      }
    }
  }
  return { rows, color: isOpaque ? 2 : 6 };
}
