const PATHS = ["/graphql", "/events", "/livez", "/readyz", "/metrics", "/graphiql"];

/** A path of the server; any other is one that a client made up: it would each be a name of its own in metrics and traces. */
export const knownPath = (path: string): string => (PATHS.includes(path) ? path : "other");
