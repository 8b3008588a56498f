/**
 * The health check of a container, as exit status: the API and its Neo4j answer; a worker reaches Redis and Neo4j.
 *
 * node container-health.mjs api | worker
 */
import { once } from "node:events";
import { connect } from "node:net";

async function isReady() {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}/readyz`);
  if (!response.ok) throw new Error(`/readyz answers with status ${response.status}`);
}

async function reaches(address, defaultPort) {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port || defaultPort), hostname);
  await once(socket, "connect");
  socket.destroy();
}

const [role] = process.argv.slice(2);
if (role === "api") await isReady();
else await Promise.all([reaches(process.env.REDIS_URL, 6379), reaches(process.env.NEO4J_URI, 7687)]);
