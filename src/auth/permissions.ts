/** Who may do what. Rights are read from the database on each request and fail closed. */
import type { ApiScope } from "@/domain/parties/apiKey";
import { COMPANY_ROLE_NAMES, COMPANY_ROLES } from "@/domain/parties/membership";

export const ROLES = [...COMPANY_ROLES, "ACCOUNTANT"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  ...COMPANY_ROLE_NAMES,
  ACCOUNTANT: "Cabinet, sous mandat",
};

/** What each gesture asks for. */
export const PERMISSIONS = [
  /** See the company's pages and files. */
  "read",
  /** Clients, invoices, payments, calls, answers: the daily work. */
  "work",
  /** Let messages and letters leave. */
  "approve",
  /** Company identity, sending, scenarios, calendar. */
  "configure",
  /** Bank details, members, mandates. */
  "own",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTED: Record<Role, readonly Permission[]> = {
  OWNER: ["read", "work", "approve", "configure", "own"],
  MANAGER: ["read", "work", "approve", "configure"],
  COLLABORATOR: ["read", "work"],
  VIEWER: ["read"],
  // A mandate covers amicable recovery: the firm works and approves, the company keeps its settings.
  ACCOUNTANT: ["read", "work", "approve"],
};

/** True when the role grants the permission; an unknown role grants nothing. */
export function may(role: Role, permission: Permission): boolean {
  return (GRANTED[role] ?? []).includes(permission);
}

/** No key approves, configures or owns: above all, none makes another one. */
const GRANTED_TO_KEYS: Record<ApiScope, readonly Permission[]> = {
  READ: ["read"],
  WRITE: ["read", "work"],
};

/** True when a key of this scope has the permission; an unknown scope has none. */
export function keyMay(scope: ApiScope, permission: Permission): boolean {
  return (GRANTED_TO_KEYS[scope] ?? []).includes(permission);
}
