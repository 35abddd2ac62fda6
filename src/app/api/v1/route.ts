/** GET /api/v1: where to begin. It asks for no key and tells nothing of any company. */
import type { z } from "zod";
import { appUrl } from "../../_server/account";
import type { INDEX } from "./_parts/answers";
import { API_PATH, API_VERSION } from "./_parts/contract";
import { otherMethods } from "./_server/otherMethods";
import { publicJson } from "./_server/publicJson";

export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  const index: z.input<typeof INDEX> = {
    name: "API de Dûment",
    version: API_VERSION,
    documentation: `${appUrl()}/documentation`,
    openapi: `${appUrl()}${API_PATH}/openapi.json`,
  };
  return publicJson(request, index);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
