/**
 * Meaning carried by colour, always beside a shape and a word: `positive` received, kept;
 * `caution` a person must decide; `critical` formal notice, limitation period, failure;
 * `info` suspended on purpose; `accent` you can act here.
 */
export type Tone = "positive" | "caution" | "critical" | "info" | "accent";
