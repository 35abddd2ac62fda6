/**
 * next-auth, kept behind this room. The cookie is its signed and encrypted JWT and holds two ids
 * only; whether they still count is read from the database on each request.
 */
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/config/env";

export const SESSION_DAYS = 30;

declare module "next-auth" {
  interface Session {
    userId?: string;
    sessionId?: string;
  }
  interface User {
    sessionId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    userId?: string;
    sessionId?: string;
  }
}

/** `__Host-` cookies need HTTPS; a demonstration on localhost has none. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-dument-session" : "dument-session";
}

/** Holds who proved a password or a link and still has to type the code of their telephone. */
export function secondStepCookieName(): string {
  return isSecure() ? "__Host-dument-step" : "dument-step";
}

export function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
}

export function authOptions(): AuthOptions {
  return {
    secret: env().APP_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: "/connexion" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    // Forms sign in through our own actions, which mint the same token: no public callback accepts a password.
    providers: [CredentialsProvider({ id: "closed", credentials: {}, authorize: async () => null })],
    callbacks: {
      session: ({ session, token }) => ({
        expires: session.expires,
        ...(token.userId && { userId: token.userId }),
        ...(token.sessionId && { sessionId: token.sessionId }),
      }),
    },
  };
}
