/** An embedded service, ready to be started. */
export interface Service {
  name: string;
  /** Program and arguments; no secret among them. */
  command: string[];
  /** A path in `command` that no other process on this machine names: how an orphan is recognised. */
  marker: string;
  /** Where it runs, and where its process id is written. */
  folder: string;
  log: string;
  /** Whether it answers requests now. */
  answers(): Promise<boolean>;
  /** Seconds that a start may take, recovery of its data included. */
  patience: number;
}
