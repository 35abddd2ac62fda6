import { DomainError } from "@/domain/invariant";
import type { PostalCarrier } from "@/usecases/ports";

/**
 * A person prints the letters, takes them to the post office and types what the post says: nothing
 * is handed over, nothing comes back by itself.
 */
export const manualCarrier: PostalCarrier = {
  kind: "manual",
  async hand() {
    throw new DomainError(
      "NO_CARRIER",
      "Aucun prestataire d’envoi n’est configuré : imprimez et postez la lettre.",
    );
  },
  async collect() {
    return [];
  },
  async putAway() {},
};
