/**
 * One e-mail address as our mail server may use it: a strict ASCII subset of RFC 5321 and 5322.
 * Quoted names, comments, address literals and accents are lawful somewhere and refused here.
 */
import { DomainError } from "../invariant";
import { typeset } from "../typography";

/** RFC 5321, 4.5.3.1: longest part before the @, and longest path once its brackets are off. */
const MAX_LOCAL_LENGTH = 64;
const MAX_ADDRESS_LENGTH = 254;
const MAX_LABEL_LENGTH = 63;

/** Characters of an RFC 5322 atom. */
const LOCAL_CHARACTERS = /^[A-Za-z0-9!#$%&*+/=?^_{|}~.'`-]+$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

function refuse(sentence: string, field?: string): never {
  throw new DomainError("EMAIL", typeset(sentence), field);
}

/** What no part of an address may hold, each with its own sentence. */
function checkWhole(address: string, field?: string): void {
  if (address === "") refuse("Indiquez l’adresse électronique, par exemple compta@exemple.fr.", field);
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(address)) {
    refuse("L’adresse contient un caractère invisible. Retapez-la au lieu de la coller.", field);
  }
  if (/[<>]/.test(address)) {
    refuse("Écrivez l’adresse seule, sans le nom ni les chevrons < >.", field);
  }
  if (/[,;]/.test(address) || (address.match(/@/g) ?? []).length > 1) {
    refuse("Une seule adresse par case. Ajoutez un contact pour chaque autre adresse.", field);
  }
  if (/\s/.test(address)) refuse("Une adresse électronique ne contient pas d’espace.", field);
  if (/["“”«»]/.test(address)) refuse("Écrivez l’adresse sans guillemets.", field);
  if (!address.includes("@")) refuse("Il manque le signe @ dans l’adresse.", field);
}

function checkLocal(local: string, field?: string): void {
  if (local === "") refuse("Il manque le début de l’adresse, avant le signe @.", field);
  if (local.length > MAX_LOCAL_LENGTH) {
    refuse(`Le début de l’adresse, avant le signe @, dépasse ${MAX_LOCAL_LENGTH} caractères.`, field);
  }
  if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) {
    refuse("Le début de l’adresse a un point mal placé : au bord, ou deux de suite.", field);
  }
  if (LOCAL_CHARACTERS.test(local)) return;
  const wrong = [...local].find((character) => !LOCAL_CHARACTERS.test(character)) ?? "";
  const hint = /\p{L}/u.test(wrong) ? "les lettres accentuées ne passent pas partout" : "ce signe est refusé";
  refuse(`L’adresse contient « ${wrong} » : ${hint}. Vérifiez-la auprès du client.`, field);
}

function checkDomain(domain: string, field?: string): void {
  if (domain === "") refuse("Il manque la fin de l’adresse, après le signe @.", field);
  if (/[^ -~]/.test(domain)) {
    refuse(
      "Le domaine de cette adresse contient un accent. Demandez au client son adresse sans accent, ou écrivez le domaine sous sa forme « xn-- ».",
      field,
    );
  }
  if (!domain.includes(".")) refuse("Il manque la fin de l’adresse, par exemple « .fr ».", field);
  if (domain.startsWith(".") || domain.endsWith(".") || domain.includes("..")) {
    refuse("L’adresse a un point mal placé après le signe @ : au bord, ou deux de suite.", field);
  }
  for (const label of domain.split(".")) {
    if (label.length > MAX_LABEL_LENGTH) refuse("Un mot du domaine dépasse 63 caractères.", field);
    if (!LABEL.test(label)) {
      refuse(`« ${label} » ne peut pas faire partie d’un domaine. Vérifiez la fin de l’adresse.`, field);
    }
  }
  const topLevel = domain.slice(domain.lastIndexOf(".") + 1);
  if (!/^([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{2,59})$/i.test(topLevel)) {
    refuse(`« .${topLevel} » n’est pas une fin d’adresse. Écrivez par exemple « .fr » ou « .com ».`, field);
  }
}

/**
 * Reads one address, without a name, and returns it with its domain in small letters. The part
 * before the @ is kept as typed: its server alone may say whether capitals count.
 *
 * @throws DomainError `EMAIL` in French, saying what is wrong.
 */
export function parseEmailAddress(text: string, field?: string): string {
  const address = text.trim();
  checkWhole(address, field);
  const at = address.indexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  checkLocal(local, field);
  checkDomain(domain, field);
  if (address.length > MAX_ADDRESS_LENGTH) {
    refuse(`L’adresse dépasse ${MAX_ADDRESS_LENGTH} caractères.`, field);
  }
  return `${local}@${domain.toLowerCase()}`;
}
