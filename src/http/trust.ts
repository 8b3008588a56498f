/** Names of this machine, as a Host header has them. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host) || host === "::1";

/**
 * Whether a request by this Host header is meant for a server that only serves its own machine: a web page that had its own name
 * resolved to it is refused.
 */
export const isAddressed = (host: string | undefined): boolean => host !== undefined && LOOPBACK.test(host);

/** Whether a socket may be opened by a page of this origin (browsers always send it): only by the server's own. */
export const isOwnOrigin = (origin: string | undefined, host: string | undefined): boolean =>
  origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
