/** `node .build/migrate.mjs`: brings the database and the queue to the newest version, as the owner. */
import { prepareStores } from "@/context/stores";
import { DomainError } from "@/domain/invariant";

try {
  const applied = await prepareStores("prisma/migrations");
  process.stdout.write(applied.length === 0 ? "database up to date\n" : `applied: ${applied.join(", ")}\n`);
  process.exit(0);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
