/** Who may do what: each role may do all that those before it may. */
export const ROLES = ["reader", "trainer", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The least role of every mutation, and of a query that needs one; other queries and subscriptions are open to every role. */
export const LEAST_ROLES: Readonly<Record<string, Role>> = {
  // A statement of the client's may take more of the server than any other query.
  cypher: "trainer",
  createExperiment: "trainer",
  startExperiment: "trainer",
  cancelExperiment: "trainer",
  trainTransfer: "trainer",
  deleteExperiment: "admin",
};

export interface Caller {
  /** For logs and rate limits. */
  name: string;
  role: Role;
  /** Null: not by itself. */
  expires: Date | null;
}

export const mayAct = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
