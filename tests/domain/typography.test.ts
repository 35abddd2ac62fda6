/** French typography applied to plain sentences. */

import { expect, it } from "vitest";
import { afterDe, typeset } from "@/domain/typography";

it.each([
  ["Total : 12 € !", "Total\u00a0: 12\u00a0€\u00a0!"],
  ["l'échéance « demain » ; 5 %", "l’échéance «\u00a0demain\u00a0»\u00a0; 5\u00a0%"],
  ["facture n° F-12, art. L. 441-10", "facture n°\u00a0F-12, art.\u00a0L.\u00a0441-10"],
  ["https://exemple.fr/a:b", "https://exemple.fr/a:b"],
])("%s", (plain, expected) => {
  expect(typeset(plain)).toBe(expected);
  expect(typeset(expected)).toBe(expected);
});

it.each([
  ["Lyon", "de Lyon"],
  ["Angers", "d’Angers"],
  ["Évry", "d’Évry"],
  ["Yvetot", "d’Yvetot"],
  ["Yoplait", "de Yoplait"],
  ["Haguenau", "de Haguenau"],
])("a name after « de »: %s", (name, expected) => {
  expect(afterDe(name)).toBe(expected);
});
