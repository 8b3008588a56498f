import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";

const ids = new AsyncLocalStorage<string>();

/** For every line that is logged in the course of a request: its id. */
export function requestId(): { request?: string } {
  const request = ids.getStore();
  return request === undefined ? {} : { request };
}

/** Gives a request the id that its `X-Request-Id` says, else a new one; answers with it, and logs the answer at level `info`. */
export const logRequests =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const { method, path } = request;
    const given = request.get("X-Request-Id");
    const id = given !== undefined && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    const begun = performance.now();
    response.set("X-Request-Id", id);
    ids.run(id, () => {
      const answered = (): void => {
        const milliseconds = Math.round(performance.now() - begun);
        const { statusCode: status, locals } = response;
        log.info({ method, path, status, milliseconds, caller: locals.caller?.name }, "request");
      };
      response.once("close", () => ids.run(id, answered));
      next();
    });
  };
