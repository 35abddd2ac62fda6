/**
 * `npm run journal:verify [company]`: recomputes the chain of every journal, or of one company named
 * as in its addresses. Ends with 1 when an entry was changed, removed or inserted.
 */
import { closeStores } from "@/context/stores";
import { verifyAllJournals } from "@/usecases/reporting/verifyJournals";

const slug = process.argv[2];
const { verified, broken } = await verifyAllJournals(slug, (name, { entries, brokenAt }) => {
  const verdict = brokenAt === null ? "intact" : `ROMPU à l’entrée ${brokenAt}`;
  process.stdout.write(`${name}\u00a0: ${entries} entrées, ${verdict}\n`);
});
if (verified === 0)
  process.stderr.write(slug ? `Aucune société «\u00a0${slug}\u00a0».\n` : "Aucune société.\n");
await closeStores();
process.exit(broken > 0 || (slug !== undefined && verified === 0) ? 1 : 0);
