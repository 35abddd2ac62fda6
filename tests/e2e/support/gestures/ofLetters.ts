/** Gestures of letters. */
import { type GestureRows, smallPdf } from "./gesture";

export const LETTERS: GestureRows = {
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
    // Another gesture may have changed the rule it counts with since it was drawn.
    with: () => ({ postedOn: "2026-11-24", trackingNumber: "1A 204 772 0312 2", hasLeft: "1" }),
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
