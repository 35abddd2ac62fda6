/** What every message shares: the sheet, its sender, the foot. Tables for layout, read in order. */
import type { ReactNode } from "react";
import { Body, Head, Html, Img } from "react-email";
import { MEDIA, styles } from "./style";

export interface FrameProps {
  language: "fr" | "en";
  subject: string;
  preheader: string;
  sender: string;
  footer: readonly string[];
  /** The logo of the company, when it has one. */
  look?: { logoUrl: string | null; logoAlt: string } | null;
  children: ReactNode;
}

export function Frame({ language, subject, preheader, sender, footer, look, children }: FrameProps) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{MEDIA}</style>
      </Head>
      <Body lang={language} className="bg" style={styles.body}>
        <Preheader>{preheader}</Preheader>
        <div lang={language}>
          <Table className="bg" width="100%" style={{ backgroundColor: "#f4f2ec" }}>
            <tr>
              <td align="center" style={{ padding: "32px 0" }}>
                <Table className="wrap card" width="600" style={styles.card}>
                  <Cell top={32}>
                    {look?.logoUrl && (
                      <img src={look.logoUrl} alt="" height="44" style={{ ...styles.logo, height: "44px" }} />
                    )}
                    <p className="ink" style={styles.sender}>
                      {sender}
                    </p>
                  </Cell>
                  {children}
                  <Cell top={36} />
                </Table>
                <Table className="wrap" width="600" style={{ width: "600px" }}>
                  <Cell top={20}>
                    {footer.map((line) => (
                      <p key={line} className="muted" style={styles.footer}>
                        {line}
                      </p>
                    ))}
                  </Cell>
                </Table>
              </td>
            </tr>
          </Table>
        </div>
      </Body>
    </Html>
  );
}

/** What lists of messages show of a text: the longest ones give it about this many characters. */
const PREHEADER_LENGTH = 140;
/** A space that does not collapse: keeps the first words of the sheet out of the list. */
const BLANK = "\u00a0\u200c";

/** The words a list of messages shows beside the subject, unseen in the message itself. */
function Preheader({ children }: { children: string }) {
  const blanks = BLANK.repeat(Math.max(0, PREHEADER_LENGTH - children.length));
  return (
    <div style={styles.preheader}>
      {children}
      {blanks}
    </div>
  );
}

/** A table that only lays out. */
export function Table({
  className,
  width,
  style,
  children,
}: {
  className?: string;
  width?: string;
  style?: React.CSSProperties;
  children: ReactNode;
}) {
  return (
    <table
      role="presentation"
      className={className}
      width={width}
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={style}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

/** One row of the sheet, with the space above it. */
export function Cell({
  top,
  className,
  children,
}: {
  top: number;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <tr>
      <td className={className ? `pad ${className}` : "pad"} style={{ padding: `${top}px 40px 0 40px` }}>
        {children}
      </td>
    </tr>
  );
}

interface PaymentBlockProps {
  rows: readonly { label: string; value: string }[];
  /** The picture of the transfer code, and what to do with it. */
  code?: { url: string; words: string } | null;
}

/** Labels and values on a sunken ground: where and what to pay. */
export function PaymentBlock({ rows, code = null }: PaymentBlockProps) {
  return (
    <Table className="soft" width="100%" style={{ backgroundColor: "#f4f2ec", borderRadius: "8px" }}>
      <tr>
        <td className="pay" style={{ padding: "14px 20px" }}>
          <Table className="coords" width="100%">
            {rows.map((row) => (
              <tr key={row.label}>
                <td className="muted" width="110" style={{ ...styles.payLabel, padding: "4px 12px 4px 0" }}>
                  {row.label}
                </td>
                <td className="ink" style={{ ...styles.payValue, padding: "4px 0" }}>
                  {row.value}
                </td>
              </tr>
            ))}
          </Table>
          {code && <TransferCode {...code} />}
        </td>
      </tr>
    </Table>
  );
}

/** The code that a banking application reads. Its coordinates stand above: the picture adds nothing but ease. */
function TransferCode({ url, words }: { url: string; words: string }) {
  return (
    <Table width="100%">
      <tr>
        <td width="108" style={{ width: "108px", padding: "10px 14px 4px 0" }}>
          <Img src={url} alt="" width="108" height="108" style={styles.code} />
        </td>
        <td className="muted" style={{ ...styles.detail, padding: "10px 0 4px 0" }}>
          {words}
        </td>
      </tr>
    </Table>
  );
}

/** The one button of a message, in the colour of the company when it chose one. */
export function CallToAction({
  label,
  url,
  accent = null,
}: {
  label: string;
  url: string;
  accent?: string | null;
}) {
  // A chosen colour is dark enough for white words: it stays the same in the dark.
  const className = accent ? "" : "btn";
  return (
    <Table>
      <tr>
        <td className={className} style={{ backgroundColor: accent ?? "#0b5a63", borderRadius: "7px" }}>
          <a href={url} style={styles.button}>
            {label}
          </a>
        </td>
      </tr>
    </Table>
  );
}
