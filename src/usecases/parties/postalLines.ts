import { DomainError } from "@/domain/invariant";
import { countryName } from "@/domain/parties/country";
import { addressBlock } from "@/domain/parties/postalAddress";

interface Place {
  complement: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  country: string;
}

/** An address as people read it, without the name; the country when it is not France. */
export function postalLines({ complement, street, postcode, city, country }: Place): string[] {
  const town = [postcode, city].filter(Boolean).join(" ");
  const abroad = country === "FR" ? "" : countryName(country);
  return [complement, street, town, abroad].flatMap((line) => line || []);
}

/** What keeps a letter from being posted to this address, in one sentence; empty when nothing does. */
export function postalProblem(name: string, { complement, street, postcode, city, country }: Place): string {
  try {
    addressBlock({
      name,
      ...(complement && { complement }),
      ...(street && { street }),
      postcode: postcode ?? "",
      city: city ?? "",
      countryCode: country,
    });
    return "";
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
