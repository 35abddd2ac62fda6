/** Addresses of the API that are nothing: the same kind of answer as its other refusals. */
import { Problem, problemResponse } from "../_server/problem";

export const dynamic = "force-dynamic";

function nothingHere(): Response {
  const detail = "Cette adresse n’existe pas. Vérifiez-la dans la documentation.";
  return problemResponse(new Problem("introuvable", detail), String);
}

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
export const OPTIONS = nothingHere;
