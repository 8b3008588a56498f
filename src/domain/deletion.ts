/** How a user deletes an experiment, for messages that ask for it. */
export const deletionOf = (id: string): string =>
  `taskonomy delete --experiment ${id}, or the mutation deleteExperiment`;
