/** Gestures of letters, statements and claims. */
import { type GestureRows, smallPdf } from "./gesture";

export const LETTERS: GestureRows = {
  "[societe]/_decompte/actions.ts#issue": {},
  "[societe]/_decompte/actions.ts#waive": {
    with: () => ({ penaltyCents: "1,00", reason: "Geste commercial" }),
  },
  "[societe]/_decompte/actions.ts#takeBackWaiver": {},
  "[societe]/clients/[id]/procedure/actions.ts#open": {
    at: (x) => `/${x.slug}/clients/${x.client}/procedure`,
    with: () => ({ kind: "LIQUIDATION", openedOn: "2026-11-02", publishedOn: "2026-11-10" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#change": { with: () => ({ courtName: "Nantes" }) },
  "[societe]/clients/[id]/procedure/actions.ts#declare": {
    with: () => ({ declaredOn: "2026-11-20", declaredBy: "LRAR 1A 000" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#lift": { with: () => ({ reason: "Saisie par erreur" }) },
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
  "[societe]/courriers/actions.ts#chooseAuthor": {
    unproven: "needs a letter that a firm under a mandate may write",
    with: (x) => ({ lettre: x.otherLetterToApprove }),
  },
  "[societe]/courriers/actions.ts#approveChosen": {},
  "[societe]/courriers/actions.ts#approve": { at: (x) => `/${x.slug}/courriers/${x.otherLetterToApprove}` },
  "[societe]/courriers/actions.ts#postChosen": {
    with: (x) => ({ postedOn: "2026-11-24", [`numero-${x.letterToPost}`]: "1A 204 772 0311 5" }),
  },
  "[societe]/courriers/actions.ts#notePosted": {
    at: (x) => `/${x.slug}/courriers/${x.letterToApprove}`,
    with: () => ({ postedOn: "2026-11-24", trackingNumber: "1A 204 772 0312 2" }),
  },
  "[societe]/courriers/actions.ts#redraw": { at: (x) => `/${x.slug}/courriers/${x.otherLetterToApprove}` },
  "[societe]/courriers/actions.ts#withdraw": { at: (x) => `/${x.slug}/courriers/${x.otherLetterToApprove}` },
  "[societe]/courriers/actions.ts#addProof": {
    with: () => ({ file: smallPdf("depot.pdf"), kind: "DEPOSIT" }),
  },
  "[societe]/courriers/actions.ts#removeProof": {},
  "[societe]/courriers/actions.ts#noteFollowed": { with: () => ({ presentedOn: "2026-11-23" }) },
  "[societe]/courriers/actions.ts#noteDeadline": {
    unproven: "needs a letter whose time limit has passed",
    with: () => ({ note: "Assignation" }),
  },
  "[societe]/courriers/actions.ts#resend": {},
  "[societe]/courriers/actions.ts#entrust": { unproven: "needs a postal carrier" },
  "[societe]/courriers/actions.ts#entrustChosen": { unproven: "needs a postal carrier" },
};
