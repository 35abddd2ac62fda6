/** Gestures of the settings of a company. */
import type { GestureRows } from "./gesture";

export const SETTINGS: GestureRows = {
  // The key it makes is another one than that which is revoked.
  "[societe]/reglages/api/actions.ts#createKey": {
    namesNoRow: true,
    with: () => ({ name: "Un programme", scope: "READ", currentPassword: "demonstration" }),
  },
  "[societe]/reglages/api/actions.ts#revokeKey": {},
  // An address in figures: no name is looked up.
  "[societe]/reglages/api/webhooks/actions.ts#addEndpoint": {
    namesNoRow: true,
    with: () => ({
      name: "Un autre programme",
      url: "https://93.184.215.14/dument",
      currentPassword: "demonstration",
    }),
  },
  "[societe]/reglages/api/webhooks/actions.ts#saveEndpoint": { with: () => ({ name: "Comptabilité" }) },
  "[societe]/reglages/api/webhooks/actions.ts#renewSecret": {
    with: () => ({ currentPassword: "demonstration" }),
  },
  "[societe]/reglages/api/webhooks/actions.ts#testEndpoint": {},
  "[societe]/reglages/api/webhooks/actions.ts#resendDelivery": {},
  "[societe]/reglages/api/webhooks/actions.ts#pauseEndpoint": {},
  "[societe]/reglages/api/webhooks/actions.ts#resumeEndpoint": {},
  "[societe]/reglages/api/webhooks/actions.ts#removeEndpoint": {},
  "[societe]/reglages/banque/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ iban: "FR14 2004 1010 0505 0001 3M02 606", bic: "", currentPassword: "demonstration" }),
  },
  "[societe]/reglages/envoi/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ signatoryName: "Une autre personne" }),
  },
  // Before another link is asked for: only the last one works.
  "[societe]/reglages/envoi/copie/actions.ts#confirmCopies": {
    at: (x) => `/${x.slug}/reglages/envoi/copie?jeton=${x.spare.copyToken}`,
  },
  "[societe]/reglages/envoi/copie/actions.ts#askCopies": {
    namesNoRow: true,
    with: () => ({ email: "archives@atelier-brisset.example" }),
  },
  "[societe]/reglages/envoi/copie/actions.ts#stopCopies": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#stopAll": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#resumeAll": {
    namesNoRow: true,
  },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOn": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOff": {
    namesNoRow: true,
  },
  "[societe]/reglages/equipe/actions.ts#invite": {
    namesNoRow: true,
    with: () => ({ email: "quelqu.un@ailleurs.example", role: "VIEWER" }),
  },
  "[societe]/reglages/equipe/actions.ts#setRole": {
    with: (x) => ({ membre: x.spare.member, role: "MANAGER" }),
  },
  "[societe]/reglages/equipe/actions.ts#remove": { with: (x) => ({ membre: x.spare.member }) },
  "[societe]/reglages/equipe/actions.ts#withdraw": {},
  "[societe]/reglages/mandats/actions.ts#grant": {
    namesNoRow: true,
    with: (x) => ({ firm: x.firm, grantedOn: "2026-11-24" }),
  },
  "[societe]/reglages/mandats/actions.ts#look": {
    namesNoRow: true,
    changesNothing: true,
    with: (x) => ({ firm: x.firm }),
  },
  "[societe]/reglages/mandats/actions.ts#revoke": {},
  "[societe]/reglages/penalites/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ penaltyKind: "CONTRACT_FIXED", penaltyRate: "15" }),
  },
  "[societe]/reglages/releves/actions.ts#saveSchedule": {
    namesNoRow: true,
    with: () => ({ isOn: "1", dayOfMonth: "3", audience: "tous" }),
  },
  "[societe]/reglages/rythme/actions.ts#save": { namesNoRow: true, with: () => ({ formalNoticeDays: "9" }) },
  "[societe]/reglages/societe/actions.ts#save": { namesNoRow: true, with: () => ({ city: "Rezé" }) },
  "[societe]/reglages/banque/actions.ts#stopChange": { namesNoRow: true },
  "[societe]/reglages/clients/actions.ts#savePage": {
    namesNoRow: true,
    with: () => ({ longestPromiseDays: "44" }),
  },
  "[societe]/reglages/clients/actions.ts#saveCard": {
    namesNoRow: true,
    with: () => ({ cardPaymentUrl: "https://payer.example/brisset", currentPassword: "demonstration" }),
  },
  "[societe]/reglages/envoi/reponses/actions.ts#saveMailbox": {
    namesNoRow: true,
    unproven: "needs a mailbox",
  },
  "[societe]/reglages/envoi/reponses/actions.ts#forgetMailbox": {
    namesNoRow: true,
    unproven: "needs a mailbox",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#saveServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#testServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#forgetServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/taux/actions.ts#enter": {
    namesNoRow: true,
    unproven: "the operator's gesture, not a company's",
  },
};
