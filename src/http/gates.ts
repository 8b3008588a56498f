import type { RequestHandler } from "express";
import { TaskonomyError } from "../domain/errors.ts";
import type { Authenticate } from "./access/authenticate.ts";
import type { Rates } from "./rate.ts";
import { isAddressed } from "./trust.ts";

/** On a loopback address: only requests that name this machine. */
export const onlyAddressed: RequestHandler = (request, _response, next) => {
  if (isAddressed(request.headers.host)) return next();
  throw new TaskonomyError("FORBIDDEN", "the Host header must name this machine: localhost or a loopback address");
};

export const limitAddresses =
  (rates: Rates): RequestHandler =>
  async (request, _response, next) => {
    await rates.address(request.socket.remoteAddress);
    next();
  };

/** Leaves the caller in `response.locals`. */
export const callersOnly =
  (authenticate: Authenticate, rates: Rates): RequestHandler =>
  async (request, response, next) => {
    response.vary("Accept, Authorization");
    const caller = await authenticate(request.headers.authorization);
    response.locals.caller = caller;
    await rates.caller(caller.name);
    next();
  };
