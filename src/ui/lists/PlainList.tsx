import { classNames } from "../classNames";
import { Sentence } from "../text/Sentence";

interface PlainListProps {
  /** Sentences, each different. */
  items: readonly string[];
  /** The order counts: numbered. */
  isOrdered?: boolean;
  /** A shade lighter and smaller, for what is told beside the point. */
  isQuiet?: boolean;
}

/** Sentences one under the other, with their marks. */
export function PlainList({ items, isOrdered = false, isQuiet = false }: PlainListProps) {
  const List = isOrdered ? "ol" : "ul";
  return (
    <div className={classNames("prose", isQuiet && "small muted")}>
      <List>
        {items.map((item) => (
          <li key={item}>
            <Sentence>{item}</Sentence>
          </li>
        ))}
      </List>
    </div>
  );
}
