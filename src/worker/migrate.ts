/** `node .build/migrate.mjs`: brings the database and the queue to the newest version, as the owner. */
import { prepareStores } from "@/context/stores";

const applied = await prepareStores("prisma/migrations");
process.stdout.write(applied.length === 0 ? "database up to date\n" : `applied: ${applied.join(", ")}\n`);
process.exit(0);
