/** Names of companies in addresses: unique over all of them, which only the system's view can tell. */
import { asSystem } from "../inCompany";

export async function isSlugTaken(slug: string): Promise<boolean> {
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { isTaken: boolean }[]
      >`SELECT EXISTS (SELECT 1 FROM company WHERE slug = ${slug}) AS "isTaken"`,
  );
  return row?.isTaken ?? true;
}
