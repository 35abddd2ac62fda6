import { expect, it } from "vitest";
import { gatherByClient } from "@/domain/reporting/gatherByClient";

const row = (clientId: string, what: string) => ({ clientId, what });

it("puts what concerns a client where the most urgent of it stands, once", () => {
  const calls = [row("a", "call"), row("b", "call")];
  const letters = [row("c", "letter"), row("a", "letter")];
  const answers = [row("c", "answer"), row("d", "answer"), row("a", "answer")];
  const gathered = gatherByClient([calls, letters, answers]).map(({ groups }) => groups);
  const said = gathered.map((groups) =>
    groups.map((group) => group.map((one) => `${one.clientId} ${one.what}`)),
  );
  expect(said).toEqual([
    [["a call", "a letter", "a answer"], ["b call"]],
    [["c letter", "c answer"]],
    [["d answer"]],
  ]);
});
