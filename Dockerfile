# better-sqlite3 is compiled where no ready-made binary can be had, so the first stage has what that takes.
FROM node:22-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json build.js build-pages.js tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY fixtures ./fixtures
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  TMS_SANDBOX_HOST=0.0.0.0 \
  TMS_SANDBOX_PORT=4010
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY fixtures ./fixtures
COPY docs/walks ./docs/walks
USER node
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=4s --start-period=5s CMD ["node", "dist/cli.js", "health"]
CMD ["node", "dist/cli.js", "start"]
