import { Fragment } from "react";

interface SentenceProps {
  /** Plain text, for example a reason given by the domain. */
  children: string;
}

/** A sentence in plain text, set as French printers do: the letters of « 1er » and « 1re » raised. */
export function Sentence({ children }: SentenceProps) {
  const parts = children.split(/(?<=\b1)(ers?|res?)\b/);
  return parts.map((part, index) => (
    // The parts never move: their place is their identity.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{index % 2 === 1 ? <sup>{part}</sup> : part}</Fragment>
  ));
}
