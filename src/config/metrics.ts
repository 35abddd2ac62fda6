/** Figures for the person on duty, in Prometheus form. No label names a company or a person. */
import { Counter, Gauge, Registry } from "prom-client";

export const registry = new Registry();

export const metrics = {
  oldestDueAgeSeconds: new Gauge({
    name: "dument_oldest_due_step_age_seconds",
    help: "How long the oldest due step has waited for a worker",
    registers: [registry],
  }),
  uncertainMessages: new Gauge({
    name: "dument_uncertain_messages",
    help: "Messages that may or may not have left, waiting for a person",
    registers: [registry],
  }),
  messages: new Counter({
    name: "dument_messages_total",
    help: "Messages by outcome",
    labelNames: ["outcome"] as const,
    registers: [registry],
  }),
  decisions: new Counter({
    name: "dument_decisions_total",
    help: "Invoices decided, by result",
    labelNames: ["kind"] as const,
    registers: [registry],
  }),
  imports: new Counter({
    name: "dument_imports_total",
    help: "Imports taken up, by outcome",
    labelNames: ["outcome"] as const,
    registers: [registry],
  }),
  postalFiles: new Counter({
    name: "dument_postal_files_total",
    help: "Status files of the carrier by outcome, and looks that failed",
    labelNames: ["outcome"] as const,
    registers: [registry],
  }),
  webhooks: new Counter({
    name: "dument_webhooks_total",
    help: "Posts of events to the programs of companies, by what follows",
    labelNames: ["outcome"] as const,
    registers: [registry],
  }),
  planDrift: new Counter({
    name: "dument_plan_drift_total",
    help: "Stored decisions found different from the facts and mended; missing and late ones would have been forgotten",
    labelNames: ["kind"] as const,
    registers: [registry],
  }),
  failedWork: new Counter({
    name: "dument_failed_work_total",
    help: "Pieces of a worker's work that ended with an error, by kind; those of one company count each",
    labelNames: ["work"] as const,
    registers: [registry],
  }),
  workersAtWork: new Gauge({
    name: "dument_workers_at_work",
    help: "Workers that said so in the last minute",
    registers: [registry],
  }),
  poolConnections: new Gauge({
    name: "dument_database_connections",
    help: "Connections of the pool",
    labelNames: ["pool", "state"] as const,
    registers: [registry],
  }),
  tickSeconds: new Gauge({
    name: "dument_last_tick_seconds",
    help: "Duration of the last sweep",
    registers: [registry],
  }),
};
