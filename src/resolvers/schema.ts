import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { AffinityResolver } from "./affinity-resolver.ts";
import { AnalysisResolver } from "./analysis-resolver.ts";
import { authorize } from "./authorize.ts";
import { BootstrapResolver } from "./bootstrap-resolver.ts";
import { CypherResolver } from "./cypher-resolver.ts";
import { EstimateResolver } from "./estimate-resolver.ts";
import { EventResolver } from "./event-resolver.ts";
import { ExperimentMutations } from "./experiment-mutations.ts";
import { ExperimentResolver } from "./experiment-resolver.ts";
import * as links from "./link-resolvers.ts";
import { ProgressResolver } from "./progress-resolver.ts";
import { SolveProgressResolver } from "./solve-progress-resolver.ts";
import { TaskResolver } from "./task-resolver.ts";
import { TaxonomyChangeResolver } from "./taxonomy-change-resolver.ts";
import { TaxonomyResolver } from "./taxonomy-resolver.ts";
import { TransferResolver } from "./transfer-resolver.ts";

/** type-graphql asks for one although every subscription here reads the graph itself. */
const noPubSub: PubSub = {
  publish() {},
  subscribe() {
    throw new Error("unused");
  },
};

/** The schema of the API with its resolvers; their context is `Context`. */
export function buildApi(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      TaskResolver,
      ExperimentResolver,
      TransferResolver,
      AffinityResolver,
      TaxonomyResolver,
      TaxonomyChangeResolver,
      AnalysisResolver,
      BootstrapResolver,
      EstimateResolver,
      EventResolver,
      CypherResolver,
      ExperimentMutations,
      ProgressResolver,
      SolveProgressResolver,
      links.ExperimentLinks,
      links.TransferLinks,
      links.SourceSetLinks,
      links.ExperimentTaskLinks,
      links.FrozenModelLinks,
      links.BaselineLinks,
      links.JobLinks,
    ],
    validate: false,
    pubSub: noPubSub,
  });
  return authorize(schema);
}
