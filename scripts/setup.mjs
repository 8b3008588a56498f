#!/usr/bin/env node
import { basename } from "node:path";
import { setUpNeo4j } from "./setup/neo4j.mjs";
import { setUpPackages } from "./setup/npm.mjs";
import { setUpRedis } from "./setup/redis.mjs";
import { SetupError } from "./setup/run.mjs";
import { setUpTensorFlow } from "./setup/tensorflow.mjs";

const OLDEST_NODE = [20, 19];

/**
 * Brings what is missing and leaves the rest. Where something cannot be had, says so for everything at once, a line
 * each, and exits with status 1.
 */
export async function setUp() {
  const errors = await failuresOf([checkNode, setUpPackages]);
  if (errors.length === 0) errors.push(...(await failuresOf([setUpTensorFlow, ...embeddedServices()])));
  for (const error of errors) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`set-up: ${error.message}\n`);
  }
  if (errors.length > 0) process.exit(1);
}

/** Services that the environment names are not brought. */
function embeddedServices() {
  const { NEO4J_URI, REDIS_URL } = process.env;
  return [...(NEO4J_URI ? [] : [setUpNeo4j]), ...(REDIS_URL ? [] : [setUpRedis])];
}

async function failuresOf(steps) {
  const outcomes = await Promise.allSettled(steps.map((step) => step()));
  return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
}

async function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupError(`Node ${OLDEST_NODE.join(".")} or later is needed, this is ${process.versions.node}`);
}

if (process.argv[1] && basename(process.argv[1]) === "setup.mjs") await setUp();
