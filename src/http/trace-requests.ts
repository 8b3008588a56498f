import { once } from "node:events";
import type { RequestHandler } from "express";
import { areTraced, inSpan } from "../traces/span.ts";
import { knownPath } from "./known-path.ts";

/** A span for every request, as a part of the trace that its `traceparent` names. */
export const traceRequests: RequestHandler = ({ method, path, headers }, response, next) => {
  if (!areTraced()) return next();
  const known = knownPath(path);
  const attributes = { "http.request.method": method, "url.path": known };
  void inSpan({ name: `${method} ${known}`, kind: "SERVER", attributes, headers }, async (add) => {
    // A connection that breaks off closes too.
    const closed = once(response, "close").catch(() => {});
    next();
    await closed;
    add({ "http.response.status_code": response.statusCode });
  });
};
