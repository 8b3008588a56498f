import { Router } from "express";

/** Nothing from elsewhere, and nothing inline. */
const POLICY =
  "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `GET /`: a page that names the endpoint and sends queries to it. */
export function landing(): Router {
  const router = Router();
  for (const [path, name] of [
    ["/", "landing.html"],
    ["/landing.js", "landing.js"],
    ["/landing.css", "landing.css"],
  ] as const) {
    router.get(path, (_request, response) => {
      response.set({ "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" });
      response.sendFile(name, { root: import.meta.dirname });
    });
  }
  return router;
}
