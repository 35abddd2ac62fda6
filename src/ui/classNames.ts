/** Joins class names, leaving out what is undefined or false; undefined when nothing is left. */
export function classNames(...names: (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}
