/** Gestures of statements, insolvencies, time limits and proofs. */
import { type GestureRows, smallPdf } from "./gesture";

export const CLAIMS: GestureRows = {
  // Not for a client with a free credit, which other gestures give.
  "[societe]/_decompte/actions.ts#issue": {
    at: (x) => `/${x.slug}/factures/${x.spare.handInvoice}/decompte`,
  },
  "[societe]/_decompte/actions.ts#waive": {
    with: () => ({ penaltyCents: "1,00", reason: "Geste commercial" }),
  },
  "[societe]/_decompte/actions.ts#takeBackWaiver": {},
  // Closed first where there is one: the one opened next is withdrawn, and leaves its client free for what follows.
  "[societe]/clients/[id]/procedure/actions.ts#close": {
    with: () => ({ reason: "Clôture, insuffisance d’actif" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#open": {
    at: (x) => `/${x.slug}/clients/${x.client}/procedure`,
    with: () => ({ kind: "LIQUIDATION", openedOn: "2026-11-02", publishedOn: "2026-11-10" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#change": { with: () => ({ courtName: "Nantes" }) },
  "[societe]/clients/[id]/procedure/actions.ts#declare": {
    with: () => ({ declaredOn: "2026-11-20", declaredBy: "LRAR 1A 000" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#withdraw": {
    at: (x) => `/${x.slug}/clients/${x.client}/procedure`,
    isOnlyThere: true,
    with: () => ({ reason: "Saisie par erreur" }),
  },
  "[societe]/factures/[id]/dossier/actions.ts#addProof": {
    with: () => ({ file: smallPdf("bon.pdf"), category: "DELIVERY", label: "Bon de livraison" }),
  },
  "[societe]/factures/[id]/dossier/actions.ts#removeProof": {},
  "[societe]/factures/[id]/prescription/actions.ts#recordAct": {
    with: () => ({ kind: "ACKNOWLEDGEMENT", onDate: "2026-11-10", proof: "Courriel du 10 novembre" }),
  },
  "[societe]/factures/[id]/prescription/actions.ts#keepProposal": {},
  "[societe]/factures/[id]/prescription/actions.ts#withdrawAct": {},
  "[societe]/factures/[id]/prescription/actions.ts#saveRule": { with: () => ({ isTransportOfGoods: "1" }) },
};
