import { Fragment } from "react";
import { NoBreak } from "./NoBreak";

interface SentenceProps {
  /** Plain text, for example a reason given by the domain. */
  children: string;
}

/** `F-2026-0418`, `AV-12`: capitals and figures around hyphens, short enough for the narrowest screen. */
const REFERENCE = /(?<![\w-])([A-Z\d]{1,8}(?:-[A-Z\d]{1,8}){1,3})(?![\w-])/;

/**
 * A sentence in plain text, set as French printers do: the letters of « 1er » and « 1re » raised,
 * the number of an invoice never cut at its hyphens.
 */
export function Sentence({ children }: SentenceProps) {
  return children.split(REFERENCE).map((part, index) => (
    // The parts never move: their place is their identity.
    <Fragment key={index}>{index % 2 === 1 ? <NoBreak>{part}</NoBreak> : raised(part)}</Fragment>
  ));
}

function raised(text: string) {
  return text
    .split(/(?<=\b1)(ers?|res?)\b/)
    .map((part, index) => <Fragment key={index}>{index % 2 === 1 ? <sup>{part}</sup> : part}</Fragment>);
}
