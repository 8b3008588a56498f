import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { TaskonomyError } from "../domain/errors.ts";
import { CALLERS_PER_ADDRESS } from "./limits.ts";

export class RateLimited extends TaskonomyError {
  readonly retryAfterSeconds: number;

  constructor(allowed: string, milliseconds: number) {
    const seconds = Math.ceil(milliseconds / 1000);
    super("RATE_LIMITED", `${allowed} are allowed: try again in ${seconds} s`);
    this.retryAfterSeconds = seconds;
  }
}

/** Each counts one request, and throws RATE_LIMITED above what is allowed. */
export interface Rates {
  /** Before anything else is known of it. */
  address(address: string | undefined): Promise<void>;
  caller(name: string): Promise<void>;
}

/** So many requests of one caller in a minute, and some times as many from one address; 0: any number. */
export const openRates = (perMinute: number): Rates => ({
  address: rate(perMinute * CALLERS_PER_ADDRESS, "address"),
  caller: rate(perMinute, "caller"),
});

function rate(points: number, whose: string): (who: string | undefined) => Promise<void> {
  if (points === 0) return async () => {};
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (who = "") => {
    try {
      await limiter.consume(who);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new RateLimited(`${points} requests a minute from one ${whose}`, refused.msBeforeNext);
    }
  };
}
