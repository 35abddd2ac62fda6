/** A person of a company or of a firm, as their colleagues see them. */
export interface Member {
  name: string;
  email: string;
  /** Signing in asks them for a code of their telephone. */
  hasSecondStep: boolean;
}

/** What is read of their account. */
export const MEMBER_FIELDS = {
  name: true,
  email: true,
  secondFactor: { select: { confirmedAt: true } },
} as const;

interface MemberRow {
  name: string;
  email: string;
  secondFactor: { confirmedAt: Date | null } | null;
}

export function memberOf({ name, email, secondFactor }: MemberRow): Member {
  return { name, email, hasSecondStep: secondFactor !== null && secondFactor.confirmedAt !== null };
}
