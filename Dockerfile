# The service and its command line in one image, `docker build .`; `docker build --target test .` is the test suite.
FROM node:20.20.2-bookworm-slim AS base
WORKDIR /app

FROM base AS manifest
COPY package.json package-lock.json .npmrc ./

FROM manifest AS dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts

FROM manifest AS production-dependencies
# Never loaded at run time, and more than half of the size: source maps and type declarations, the compiler (an optional
# peer of @nestjs/swagger), the database binary for Alpine, builds for browsers and bundlers, tests and descriptions; and a
# large package that the bundles hold.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts \
  && find node_modules -type f -regex '.*\.\(map\|ts\|mts\|cts\)' -delete \
  && find node_modules -type f -name '*.md' ! -iname 'licen[cs]e*' ! -iname 'notice*' -delete \
  && rm -rf node_modules/typescript node_modules/es-toolkit node_modules/.bin node_modules/@libsql/*-musl node_modules/typeorm/browser \
    node_modules/rxjs/dist/esm node_modules/rxjs/dist/esm5 node_modules/rxjs/dist/bundles \
    node_modules/@opentelemetry/*/build/esm node_modules/@opentelemetry/*/build/esnext \
    node_modules/*/test node_modules/*/tests node_modules/@*/*/test node_modules/@*/*/tests

FROM dependencies AS build
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY apps apps
COPY libs libs
RUN npm run build

FROM build AS test
COPY . .
USER node
CMD ["npm", "test"]

FROM build AS programs
# Of the bundles alone; the modules that they were made of are not loaded.
RUN find dist -name '*.js.map' ! -name run-service.js.map ! -name command-line.js.map -delete

FROM base AS runtime
LABEL org.opencontainers.image.title="O*NET skill-gap service" \
  org.opencontainers.image.description="Answers over REST what a person in one occupation lacks for another." \
  org.opencontainers.image.licenses="MIT"
# Any user may write to /data; a new volume takes over its permissions. The heap limit is that of `npm run cli`.
RUN mkdir --mode=1777 /data \
  && printf '#!/bin/sh\nexec node --max-old-space-size=512 --max-semi-space-size=16 /app/apps/launch/cli.mjs "$@"\n' \
  > /usr/local/bin/cli \
  && chmod 755 /usr/local/bin/cli
COPY --from=production-dependencies /app/node_modules node_modules
COPY package.json LICENSE ./
COPY apps/launch/*.mjs apps/launch/
COPY --from=programs /app/dist dist
ENV NODE_ENV=production DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m CMD ["node", "apps/launch/health-check.mjs"]
# As `npm start`, but without npm: signals reach Node.
CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=4", "--no-parallel-scavenge", "--initial-old-space-size=64", "--heap-growing-percent=10", "apps/launch/start.mjs"]
