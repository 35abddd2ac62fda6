import { Cell } from "./Frame";
import { styles } from "./style";
import { Lined } from "./Words";

interface SignOffProps {
  signatory: string;
  /** Lines under the name; empty: the name alone. */
  signature: string;
  /** Space above, in pixels. */
  top: number;
}

/** Who signs the message. */
export function SignOff({ signatory, signature, top }: SignOffProps) {
  return (
    <Cell top={top}>
      <p className="ink" style={styles.paragraph}>
        {signatory}
        {signature !== "" && (
          <>
            <br />
            <span className="muted" style={{ color: styles.note.color }}>
              <Lined>{signature}</Lined>
            </span>
          </>
        )}
      </p>
    </Cell>
  );
}
