import { defineConfig } from "prisma/config";

/** Read by the Prisma CLI. The programs themselves take the address from `src/config/env.ts`. */
export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/dument" },
});
