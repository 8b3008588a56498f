import { CloseCode } from "graphql-ws/client";
import { refusal, TaskonomyError } from "./error.ts";
import type { ErrorCode } from "./schema.ts";

/** What is known of the connections of a subscription: whether there ever was one, and whether the latest was let in. */
export interface Connections {
  reached: boolean;
  admitted: boolean;
}

/**
 * What ends a subscription is a list of errors that refuse it, or the event of a connection that failed or was closed, or an Error of
 * this side.
 */
interface Lost {
  code?: unknown;
  reason?: string;
  message?: string;
}

/** The server cannot answer now. */
const PASSING = ["GRAPH_UNAVAILABLE", "RATE_LIMITED"];
/** A close that says what was wrong, and not that it took too long. */
const LASTING: unknown[] = [CloseCode.BadRequest, CloseCode.Unauthorized, CloseCode.InternalServerError];

/** Whether another attempt may go better. */
export function mayPass(failure: unknown, { reached, admitted }: Connections): boolean {
  if (Array.isArray(failure)) return PASSING.includes(refusal(failure).code);
  const { code } = failure as Lost;
  // A credential that was taken has expired: the next one may not have.
  if (code === CloseCode.Forbidden) return admitted;
  if (typeof code !== "number" && failure instanceof Error) return false;
  return reached && !LASTING.includes(code);
}

/** The failure as an error to be thrown. The server closes with `CODE: message`. */
export function failureOf(failure: unknown, url: string): Error {
  if (Array.isArray(failure)) return refusal(failure);
  const { code, reason = "", message } = failure as Lost;
  const [, known, text] = /^([A-Z_]+): (.+)$/.exec(reason) ?? [];
  if (known !== undefined) return new TaskonomyError(known as ErrorCode, text!);
  if (failure instanceof Error) return failure;
  return new Error(`${url}: no connection (${[code, reason, message].filter(Boolean).join(", ")})`);
}
