import { Agent, request } from "node:http";

export interface GraphqlClient {
  /** The data of an answer; throws where there are errors. */
  ask<T>(query: string, variables: object): Promise<T>;
  close(): void;
}

/** As thin as it gets, on connections that are kept, so that a measurement is of the server. */
export function graphqlClient(url: string, connections: number): GraphqlClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const sent = request(url, { agent, method: "POST", headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve(Buffer.concat(parts).toString()));
        response.on("error", reject);
      });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server had just closed a connection that was not used for a while.
        if (sent.reusedSocket && error.code === "ECONNRESET") resolve(post(body));
        else reject(error);
      });
      sent.end(body);
    });
  return {
    async ask<T>(query: string, variables: object) {
      const { data, errors } = JSON.parse(await post(JSON.stringify({ query, variables })));
      if (errors) throw new Error(JSON.stringify(errors));
      return data as T;
    },
    close: () => agent.destroy(),
  };
}
