FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Neither needs an install script: the client is generated below, and the embedded PostgreSQL is for development.
RUN npm ci --omit=dev --ignore-scripts

FROM packages AS build
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/generate-client.mjs && npm run build

FROM node:24.21.0-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
# The other commands run from the same image: docker compose run --rm api org:create --name "My company"
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["api"]
