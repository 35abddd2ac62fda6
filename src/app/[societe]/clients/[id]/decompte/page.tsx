import type { Metadata } from "next";
import { ClaimPage } from "../../../_decompte/ClaimPage";

export const metadata: Metadata = { title: "Décompte" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ClientClaimPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  return <ClaimPage societe={societe} of={{ clientId: id }} search={await searchParams} />;
}
