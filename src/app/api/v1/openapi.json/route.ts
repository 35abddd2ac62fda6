/** GET /api/v1/openapi.json: the contract of the API, for programs that read contracts. */
import { appUrl } from "../../../_server/account";
import { openApiDocument } from "../_server/openApi";
import { otherMethods } from "../_server/otherMethods";
import { publicJson } from "../_server/publicJson";

export const dynamic = "force-dynamic";

/** The same for everybody, for as long as the program runs: drawn once. */
let drawn: Record<string, unknown> | undefined;

export function GET(request: Request): Response {
  drawn ??= openApiDocument(appUrl());
  return publicJson(request, drawn);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
