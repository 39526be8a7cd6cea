# An exact version. For a build that can be repeated to the byte, add the digest that your registry shows for it.
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Neither needs an install script: the client is generated below, and the embedded PostgreSQL is for development.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/generate-client.mjs && npm run build

FROM node:24.21.0-slim
ENV NODE_ENV=production HOST=0.0.0.0 WORKER_HEALTH_PORT=8081
WORKDIR /app
COPY --from=packages /app/package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
# Suits both roles: the API answers on PORT, workers on WORKER_HEALTH_PORT.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "const { PORT, WORKER_HEALTH_PORT } = process.env; Promise.any([PORT || 3000, WORKER_HEALTH_PORT || 8081].map(async (port) => { const { ok } = await fetch(`http://127.0.0.1:${port}/health/live`); if (!ok) throw new Error(); })).then(() => process.exit(0), () => process.exit(1))"]
# node is process 1: it handles SIGTERM itself and starts no other processes.
# The other commands run from the same image: docker compose run --rm api org:create --name "My company"
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["api"]
