FROM node:20-bookworm-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends python3-pip g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV XDG_CACHE_HOME=/opt/cache
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# With GPU=true also the CUDA build of TensorFlow; without a device it computes on the CPU.
ARG GPU=false
COPY scripts scripts
RUN node --eval "import('./scripts/setup/tensorflow.mjs').then((setup) => setup.setUpTensorFlow({ gpu: $GPU }))"

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production XDG_CACHE_HOME=/opt/cache TASKONOMY_HOME=/data HOST=0.0.0.0 PORT=4000
COPY --from=build /opt/cache /opt/cache
COPY --from=build /app/node_modules node_modules
COPY . .
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
ENTRYPOINT ["node", "bin/taskonomy.mjs"]
CMD ["serve"]
