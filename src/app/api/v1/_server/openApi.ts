/** The OpenAPI 3.1 document of the API, drawn from the table of its operations and the schemas that they check. */
import { z } from "zod";
import { webhookEventName } from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { NAMED_ANSWERS } from "../_parts/answers";
import { API_PATH, API_VERSION, NAMED_REQUESTS } from "../_parts/contract";
import { OPERATIONS, type Operation } from "../_parts/operations";
import { PROBLEMS, type ProblemKind } from "../_parts/problems";
import { EVENT_BODIES } from "../_parts/webhookEvents";

type Json = Record<string, unknown>;

const DESCRIPTION = `Pour qu’un outil de facturation ou un script envoie ses factures, leurs règlements et leurs avoirs, et lise où elles en sont.

- Une clé se crée dans Réglages, API, et s’envoie avec chaque requête : « Authorization: Bearer ».
- Les montants sont des nombres entiers de centimes, les dates s’écrivent 2026-11-24.
- Un champ ou un paramètre inconnu est refusé. Dans les réponses, laissez passer les champs que vous ne connaissez pas : d’autres peuvent s’ajouter.
- Un refus est un document application/problem+json (RFC 9457).`;

/** @param appUrl public address of the application, without a slash at the end */
export function openApiDocument(appUrl: string): Json {
  const { schemas, nameOf } = namedSchemas();
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const path = operation.path || "/";
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation, nameOf) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "API de Dûment",
      version: API_VERSION,
      summary: "Factures, règlements, avoirs et relances d’une société.",
      description: typeset(DESCRIPTION),
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    externalDocs: { url: `${appUrl}/documentation`, description: "La documentation, à lire." },
    servers: [{ url: `${appUrl}${API_PATH}` }],
    security: [{ cle: [] }],
    paths,
    webhooks: webhookObjects(nameOf),
    components: {
      schemas,
      securitySchemes: {
        cle: { type: "http", scheme: "bearer", description: "Une clé en service, créée dans Réglages, API." },
      },
    },
  };
}

type NameOf = (schema: z.ZodType) => string | undefined;

/** Named schemas as `components` has them; one inside another is a reference. */
function namedSchemas(): { schemas: Json; nameOf: NameOf } {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...NAMED_REQUESTS, ...NAMED_ANSWERS })) {
    named.add(schema, { id });
  }
  for (const { name, schema } of EVENT_BODIES) named.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(named, {
    ...FORM,
    uri: (id) => `#/components/schemas/${id}`,
  });
  const bare = Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...rest }]) => [id, rest]);
  return { schemas: Object.fromEntries(bare), nameOf: (schema) => named.get(schema)?.id };
}

const FORM = {
  // What is sent and what is answered are JSON both: nothing is transformed on the way.
  io: "input",
  override: ({ jsonSchema }: { jsonSchema: Json }) => {
    // A date says what it is by its format; its pattern is as long as this page.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  },
} as const;

function operationObject(operation: Operation, nameOf: NameOf): Json {
  const { id, summary, description, permission, body } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    summary: typeset(summary),
    ...(description && { description: typeset(description) }),
    ...(permission === null && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBody(body, nameOf) }),
    responses: responsesOf(operation, nameOf),
  };
}

/** What is posted to the addresses that a company names. */
function webhookObjects(nameOf: NameOf): Json {
  const signed = (name: string, description: string) => ({
    name,
    in: "header",
    required: true,
    description,
    schema: { type: "string" },
  });
  const parameters = [
    signed("webhook-id", "Le même à chaque essai."),
    signed("webhook-timestamp", "Heure de l’essai, en secondes depuis 1970."),
    signed(
      "webhook-signature",
      "v1, puis HMAC-SHA256 de l’identifiant, de l’heure et du corps (Standard Webhooks).",
    ),
  ];
  const post = ({ event, schema }: (typeof EVENT_BODIES)[number]) => ({
    operationId: event,
    summary: typeset(webhookEventName(event)),
    security: [],
    parameters,
    requestBody: { required: true, content: json("application/json", schema, nameOf) },
    responses: { "2XX": { description: "Reçu." }, "410": { description: "Ne plus rien envoyer ici." } },
  });
  return Object.fromEntries(EVENT_BODIES.map((one) => [one.event, { post: post(one) }]));
}

function parametersOf({ path, query, isOnce }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const { properties = {} } = query
    ? (z.toJSONSchema(query, FORM) as { properties?: Record<string, Json> })
    : {};
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    description,
    schema,
  }));
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    description:
      "Un texte de votre choix, propre à l’opération, le même quand vous la renvoyez\u00a0: pendant trente jours, elle n’est faite qu’une fois.",
    schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[\\x21-\\x7e]+$" },
  };
  return [...inPath, ...inQuery, ...(isOnce ? [key] : [])];
}

function requestBody(body: NonNullable<Operation["body"]>, nameOf: NameOf): Json {
  if (body !== "pdf") return { required: true, content: json("application/json", body, nameOf) };
  // Bytes as they are have no schema in OpenAPI 3.1.
  return { required: true, content: { "application/pdf": {} } };
}

function responsesOf(operation: Operation, nameOf: NameOf): Json {
  const answers = Object.entries(operation.answers).map(([status, { means, schema }]) => [
    status,
    {
      description: typeset(means),
      ...(schema && { content: json("application/json", schema, nameOf) }),
      ...(status === "201" && operation.path === "/invoices" && { headers: LOCATION }),
    },
  ]);
  const refusals = refusalsOf(operation).map((kind) => [
    PROBLEMS[kind].status,
    {
      description: PROBLEMS[kind].title,
      content: json("application/problem+json", NAMED_ANSWERS.Problem, nameOf),
      ...(kind === "trop-de-requetes" && { headers: RETRY_AFTER }),
    },
  ]);
  return Object.fromEntries([...answers, ...refusals]);
}

const LOCATION = {
  Location: { description: "Adresse de la facture.", schema: { type: "string" } },
};
const RETRY_AFTER = {
  "Retry-After": { description: "Secondes à attendre.", schema: { type: "integer" } },
};

/** What an operation may be refused for: by what it asks for, then what is its own. */
function refusalsOf({ path, permission, query, body, isOnce, refusals = [] }: Operation): ProblemKind[] {
  const kinds: ProblemKind[] = [
    ...(query || body || isOnce ? (["requete-illisible"] as const) : []),
    ...(permission ? (["cle-refusee", "trop-de-requetes"] as const) : []),
    ...(permission === "work" ? (["droits-insuffisants"] as const) : []),
    ...(path.includes("{") ? (["introuvable"] as const) : []),
    ...(body ? (["trop-lourd", "format-refuse", "donnees-refusees"] as const) : []),
    ...refusals,
    ...(permission ? (["incident"] as const) : []),
  ];
  return [...new Set(kinds)];
}

function json(type: string, schema: z.ZodType, nameOf: NameOf): Json {
  const name = nameOf(schema);
  if (!name) throw new Error("a schema of the API has no name in its document");
  return { [type]: { schema: { $ref: `#/components/schemas/${name}` } } };
}
