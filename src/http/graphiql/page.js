// GraphiQL on this server: queries by fetch, subscriptions by graphql-ws, both with the Authorization of the headers' tab.
const endpoint = new URL("/graphql", location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol.replace("http", "ws");

function fetcher(request, { headers = {}, documentAST } = {}) {
  return isSubscription(documentAST, request.operationName) ? subscribe(request, headers) : post(request, headers);
}

const isSubscription = (document, name) =>
  document?.definitions.some(
    (definition) => definition.operation === "subscription" && (!name || definition.name?.value === name),
  );

async function post(request, headers) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  return response.json();
}

function subscribe(request, headers) {
  const authorization = new Headers(headers).get("Authorization");
  const client = graphqlWs.createClient({
    url: socket.href,
    connectionParams: authorization === null ? {} : { authorization },
  });
  return client.iterate(request);
}

// The editor asks for its workers by these names.
const WORKERS = { editorWorkerService: "editor", json: "json", graphql: "graphql" };
globalThis.MonacoEnvironment = { getWorkerUrl: (_module, label) => `/graphiql/${WORKERS[label]}.worker.js` };

const examples = await (await fetch("/graphiql/examples.json")).json();
YogaGraphiQL.renderYogaGraphiQL(document.getElementById("graphiql"), {
  title: "taskonomy-graph",
  logo: " ",
  fetcher,
  defaultQuery: examples[0],
  defaultTabs: examples.map((query) => ({ query })),
});
