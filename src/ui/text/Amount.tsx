import { formatEuros, formatEurosEnglish } from "@/domain/money";
import { classNames } from "../classNames";

interface AmountProps {
  /** Euro cents. */
  cents: bigint;
  /** `strong` in rows and totals, `figure` 26 px, `page` the one large amount of a page, its cents paler. */
  size?: "strong" | "figure" | "page";
  /** Language of the reader; French unless a debtor asked for English. */
  language?: "fr" | "en";
}

/** An amount in euros: tabular figures, never broken over two lines, cents always shown. */
export function Amount({ cents, size, language = "fr" }: AmountProps) {
  const text = language === "en" ? formatEurosEnglish(cents) : formatEuros(cents);
  const className = classNames("amt", size && `amt--${size}`);
  if (size !== "page") return <span className={className}>{text}</span>;
  const decimals = text.search(/[.,]\d\d(\D|$)/);
  return (
    <span className={className}>
      {text.slice(0, decimals)}
      <span className="dec">{text.slice(decimals)}</span>
    </span>
  );
}
