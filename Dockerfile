# The Node host of Atoll.
FROM node:24-slim AS build
WORKDIR /atoll
COPY package.json package-lock.json ./
RUN npm ci --omit=optional --ignore-scripts
COPY . .
RUN npm run generate && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
WORKDIR /atoll
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 ATOLL_DATA=/data
COPY --from=build --chown=node:node /atoll /atoll
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/node.ts"]
