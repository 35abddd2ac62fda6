/** Sole traders, known by the name they must bear. */

/**
 * True for a name that carries « entrepreneur individuel » or « EI » before or after it, as a sole
 * trader's must on every paper (C. com. R526-27): the client is then a natural person in business.
 */
export function isSoleTraderName(name: string): boolean {
  return /^EI(RL)?\s|\s\(?EI(RL)?\)?$|\bentrepreneu(r|se) individuel(le)?\b/i.test(name.trim());
}
