#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { setUpNeo4j } from "./setup/neo4j.mjs";
import { setUpPackages } from "./setup/npm.mjs";
import { setUpRedis } from "./setup/redis.mjs";
import { SetupError } from "./setup/run.mjs";
import { setUpTensorFlow } from "./setup/tensorflow.mjs";

/** Brings what is missing and leaves the rest; exits with one line where a prerequisite is missing. */
export async function setUp() {
  try {
    await setUpPackages();
    await setUpTensorFlow();
    await setUpNeo4j();
    await setUpRedis();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`set-up: ${error.message}\n`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUp();
