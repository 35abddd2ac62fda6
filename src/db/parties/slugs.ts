/** Names of companies in addresses: unique over all of them, which only the system's view can tell. */
import { asSystem } from "../inCompany";

/** The company of an address, whoever asks: what they may see of it is for the caller to check. */
export async function companyIdOf(slug: string): Promise<string | null> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`SELECT id FROM company WHERE slug = ${slug}`,
  );
  return row?.id ?? null;
}

export async function isSlugTaken(slug: string): Promise<boolean> {
  return (await companyIdOf(slug)) !== null;
}
