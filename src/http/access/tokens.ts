import { createRemoteJWKSet, errors, type JWTVerifyOptions, jwtVerify } from "jose";
import { type Caller, ROLES } from "../../resolvers/roles.ts";

/** A secret shared with the issuer, or the address of its public keys. */
export type TokenIssuer = ({ secret: string } | { keysUrl: string }) & {
  issuer: string | null;
  audience: string | null;
};

/** The server's own failures: the issuer's keys cannot be had. */
const FAILURES = ["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"];

/** Reads JWTs whose claims are `role`, `sub` (the caller's name) and `exp`; null for one that is invalid, expired, or of no known role. */
export function tokenReader(from: TokenIssuer): (token: string) => Promise<Caller | null> {
  const options: JWTVerifyOptions = {
    requiredClaims: ["exp", "sub", "role"],
    // The algorithms of the other kind of key are never tried.
    algorithms: "secret" in from ? ["HS256"] : ["RS256", "PS256", "ES256", "EdDSA"],
    ...(from.issuer !== null && { issuer: from.issuer }),
    ...(from.audience !== null && { audience: from.audience }),
  };
  const keys = "secret" in from ? null : createRemoteJWKSet(new URL(from.keysUrl));
  const secret = "secret" in from ? new TextEncoder().encode(from.secret) : null;
  const verify = (token: string) => (keys ? jwtVerify(token, keys, options) : jwtVerify(token, secret!, options));
  return async (token) => {
    try {
      const { sub, role: claimed, exp } = (await verify(token)).payload;
      const role = ROLES.find((each) => each === claimed);
      return role ? { name: sub!, role, expires: new Date(exp! * 1000) } : null;
    } catch (error) {
      if (error instanceof errors.JOSEError && !FAILURES.includes(error.code)) return null;
      throw error;
    }
  };
}
