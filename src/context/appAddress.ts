import { env } from "@/config/env";

/** Public address of the application, without a slash at the end. */
export function appAddress(): string {
  return env().APP_URL.replace(/\/$/, "");
}
