import type { ReminderLine } from "@/domain/dunning/reminderLines";
import { styles } from "./style";

/** Amounts with what they are of, one under the other; the total under an ink line. */
export function Lines({ title, lines }: { title: string; lines: readonly ReminderLine[] }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <caption style={{ position: "absolute", left: "-9999px" }}>{title}</caption>
      <tbody>
        {lines.map((line) => {
          const border = `1px solid ${line.isTotal ? "#1a1d1c" : "#e7e4dc"}`;
          const style = line.isTotal ? styles.total : styles.line;
          const className = line.isTotal ? "ink sum" : "ink line";
          return (
            <tr key={`${line.label} ${line.detail} ${line.amount}`}>
              <td className={className} style={{ ...style, padding: "10px 0", borderTop: border }}>
                {line.label}
                {line.detail !== "" && (
                  <>
                    <br />
                    <span className="muted" style={styles.detail}>
                      {line.detail}
                    </span>
                  </>
                )}
              </td>
              <td
                className={className}
                align="right"
                style={{
                  ...style,
                  padding: "10px 0 10px 16px",
                  borderTop: border,
                  whiteSpace: "nowrap",
                  verticalAlign: "top",
                }}
              >
                {line.amount}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
