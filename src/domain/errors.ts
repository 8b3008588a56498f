/**
 * Every failure that a user can meet, by code. `docs/errors.md` lists the same table, and a test holds the two together.
 * The text says when it occurs; the message of an error says what was wrong and what is allowed.
 */
export const ERROR_CODES = {
  BAD_INPUT: "A file, an argument or a variable is not of the documented form.",
  UNAUTHENTICATED: "The server must know who calls, and no valid API key or token was sent.",
  FORBIDDEN: "The caller's role does not allow this operation, or a page of elsewhere called a server of this machine.",
  RATE_LIMITED: "One caller, or one address, asked more often, or for more at once, than is allowed.",
  NOT_FOUND: "No task, experiment or transfer has this name.",
  ALREADY_EXISTS: "An experiment with this id exists already.",
  WRONG_STATE: "The experiment's status, or the code that trained it, does not allow this.",
  NO_LOSSES: "The experiment was imported without per-image losses, so nothing can be trained or recomputed in it.",
  CURSOR_FOREIGN: "The cursor was issued by another database.",
  TIME_LIMIT: "An analysis was not done within its time limit.",
  INFEASIBLE: "No taxonomy satisfies the budget and the constraints.",
  DATASET_INVALID: "A file of the data set is missing, truncated or mislabelled.",
  ARTIFACT_CORRUPT: "A stored artifact does not match its hash.",
  DIVERGED: "A training produced a loss that is not finite.",
  CANCELLED: "The work was cancelled.",
  BACKEND_UNAVAILABLE: "No native TensorFlow backend can be loaded.",
  GRAPH_UNAVAILABLE: "Neo4j does not answer.",
  QUEUE_UNAVAILABLE: "Redis does not answer.",
  HOME_IN_USE: "Another process owns the embedded services of this TASKONOMY_HOME.",
  SET_UP: "A prerequisite of the set-up is missing or an embedded service did not start.",
  DISK_FULL: "The disk has no room for a file.",
  WORKER_LOST: "A job ended every worker that took it.",
  INTERNAL: "A defect in this program.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An expected failure: `code` from the table above, `message` one sentence that names what was wrong and what is allowed. */
export class TaskonomyError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TaskonomyError";
    this.code = code;
  }
}

export const badInput = (message: string): TaskonomyError => new TaskonomyError("BAD_INPUT", message);
