# The program is one file, and what is native of SQLite another: the first stage makes both, with what that takes, and the second has nothing else.
# Not 24: since 24.19, better-sqlite3 12 ends the process there when a statement is collected, and 13 does not run on Node.js 20.
FROM node:22-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3
# What .dockerignore lets through.
COPY . ./
# What was laid out of the fixtures is of the day on which the image was built.
RUN node build.js --alone \
  && rm dist/parts/*.map dist/parts/*.image \
  && mkdir -p /image/node_modules/better-sqlite3/build/Release \
  && cp -r package.json LICENSE dist fixtures docs /image \
  && strip -o /image/node_modules/better-sqlite3/build/Release/better_sqlite3.node \
    node_modules/better-sqlite3/build/Release/better_sqlite3.node

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="tms-sandbox" \
  org.opencontainers.image.description="Stands in for the APIs that a training management system talks to: TEC's data exchange and accessplanit" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  TMS_SANDBOX_HOST=0.0.0.0 \
  TMS_SANDBOX_PORT=4010
WORKDIR /app
COPY --from=build /image ./
# A volume that is new has the owner of what it is put over.
RUN install -d -o node -g node /data
USER node
EXPOSE 4010
HEALTHCHECK --interval=30s --timeout=4s --start-period=20s --start-interval=1s CMD ["node", "dist/cli.js", "health"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]
