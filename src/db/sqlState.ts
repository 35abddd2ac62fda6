/** The five characters PostgreSQL names an error with, however the error comes wrapped. */

interface Wrapped {
  code?: string;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** SQLSTATE of a failed statement, or Prisma's own code; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, meta } = error as Wrapped;
  return meta?.driverAdapterError?.cause?.originalCode ?? code;
}

/** True when the values themselves were refused (classes 22 and 23): trying again would not help. */
export function isRefusedData(error: unknown): boolean {
  return /^2[23][0-9A-Z]{3}$/.test(sqlStateOf(error) ?? "");
}
