import { z } from "zod";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { MAX_PAGE } from "../../../api/v1/_parts/contract";
import styles from "./contract.module.css";

/** What is used here of the JSON schema of a field. */
interface FieldSchema {
  type?: string;
  format?: string;
  enum?: readonly string[];
  const?: string;
  maximum?: number;
  description?: string;
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
}

/** The fields that the API checks, as it checks them: their names, forms and meanings. */
export function FieldTable({ caption, schema }: { caption: string; schema: z.ZodType }) {
  return (
    <Table caption={caption} className={styles.table}>
      <TableHead>
        <Column>Champ</Column>
        <Column>Ce que c’est</Column>
      </TableHead>
      <TableBody>
        {rowsOf(z.toJSONSchema(schema, { io: "input" }) as FieldSchema, "").map(
          ({ name, field, isRequired }) => (
            <TableRow key={name}>
              <RowHeader sub={isRequired ? "exigé" : undefined}>
                <code className="anywhere">{name}</code>
              </RowHeader>
              <Cell phone="below">
                {field.description}
                <span className="table__sub">{formOf(field)}</span>
              </Cell>
            </TableRow>
          ),
        )}
      </TableBody>
    </Table>
  );
}

interface FieldRow {
  name: string;
  field: FieldSchema;
  isRequired: boolean;
}

/** Fields inside a field come after it, under its name. */
function rowsOf({ properties = {}, required = [] }: FieldSchema, prefix: string): FieldRow[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    { name: `${prefix}${name}`, field, isRequired: required.includes(name) },
    ...rowsOf(field, `${prefix}${name}.`),
  ]);
}

function formOf({ type, format, enum: choices, const: only, maximum }: FieldSchema): string {
  if (only !== undefined) return only;
  if (choices) return choices.join(", ");
  if (format === "date") return "date, 2026-11-24";
  if (format === "uuid" || format === "guid") return "identifiant";
  if (format === "date-time") return "instant, 2026-11-24T08:30:00Z";
  // Amounts have no bound of their own.
  if (type === "integer") return maximum && maximum <= MAX_PAGE ? "nombre" : "nombre entier de centimes";
  if (type === "boolean") return "true ou false";
  return type === "object" ? "objet" : "texte";
}
