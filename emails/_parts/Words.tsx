/** Words as a message sets them: lines kept, numbers of invoices whole. */
import { Fragment } from "react";
import { styles } from "./style";

export function Paragraph({ children }: { children: string }) {
  return (
    <p className="ink" style={styles.paragraph}>
      <Lined>{children}</Lined>
    </p>
  );
}

/** Keeps the line breaks of a text. */
export function Lined({ children }: { children: string }) {
  return children.split("\n").map((line, index) => (
    <Fragment key={line}>
      {index > 0 && <br />}
      <WholeNumbers>{line}</WholeNumbers>
    </Fragment>
  ));
}

/** A number with hyphens, short enough for a telephone: `F-2026-0418`. */
const NUMBER = /((?=[^\s,]{0,24}\d)[^\s,]{1,12}(?:-[^\s,-]{1,12}){1,3}(?=[\s,.]|$))/;

/** Numbers of invoices stay on one line; the hyphen stays one, for whoever copies it to a bank. */
function WholeNumbers({ children }: { children: string }) {
  return children.split(NUMBER).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // Parts never move: their place is their identity.
      <span key={index} style={{ whiteSpace: "nowrap" }}>
        {part}
      </span>
    ),
  );
}
