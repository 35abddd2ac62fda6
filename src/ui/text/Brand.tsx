import { Anchor } from "./Anchor";

interface BrandProps {
  /** Where the logo leads: the home of whoever looks at it. */
  href: string;
}

/** The logo, a circumflex above a due line, and the name. */
export function Brand({ href }: BrandProps) {
  return (
    <Anchor className="brand" href={href}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <rect className="brand__mark" width="24" height="24" rx="6" />
        <path className="brand__line" d="m6.5 10.25 5.5-4.75 5.5 4.75" />
        <path className="brand__line" d="M7 15.25h10" />
      </svg>
      <span>Dûment</span>
    </Anchor>
  );
}
