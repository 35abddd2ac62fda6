import type { ReactNode } from "react";

/** Short entries of a right column, each an `Entry`. */
export function Entries({ children }: { children: ReactNode }) {
  return <ul className="entries">{children}</ul>;
}

interface EntryProps {
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
}

/** What, a note under it, an amount at the right. */
export function Entry({ title, note, end }: EntryProps) {
  return (
    <li className="entry">
      <span>
        {title}
        {note && <span className="entry__note">{note}</span>}
      </span>
      {end}
    </li>
  );
}
