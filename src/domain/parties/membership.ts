/** What a person may be in a company or in an accounting firm, and how it is said on screen. */

/** Roles a company gives to its own people, from the widest to the narrowest. */
export const COMPANY_ROLES = ["OWNER", "MANAGER", "COLLABORATOR", "VIEWER"] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

export const COMPANY_ROLE_NAMES: Record<CompanyRole, string> = {
  OWNER: "Propriétaire",
  MANAGER: "Responsable",
  COLLABORATOR: "Collaborateur",
  VIEWER: "Lecteur",
};

/** What each role may do, in one sentence beside the choice. */
export const COMPANY_ROLE_HINTS: Record<CompanyRole, string> = {
  OWNER: "Tout, y compris les coordonnées bancaires, les membres et les mandats.",
  MANAGER: "Le travail courant, les accords d’envoi, les scénarios et les réglages.",
  COLLABORATOR: "Clients, factures, règlements, appels et réponses. Ne fait rien partir.",
  VIEWER: "Lit tout, ne change rien.",
};

/** Roles inside an accounting firm. */
export const FIRM_ROLES = ["PARTNER", "ASSISTANT"] as const;
export type FirmRole = (typeof FIRM_ROLES)[number];

export const FIRM_ROLE_NAMES: Record<FirmRole, string> = {
  PARTNER: "Associé",
  ASSISTANT: "Collaborateur",
};

export const FIRM_ROLE_HINTS: Record<FirmRole, string> = {
  PARTNER: "Travaille dans les sociétés sous mandat, invite des membres et met fin à un mandat.",
  ASSISTANT: "Travaille dans les sociétés sous mandat.",
};
