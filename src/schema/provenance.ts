import { Field, Float, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/transfer.ts";

@ObjectType({ description: "Where a number comes from. Imported numbers have `source` alone." })
export class Provenance implements domain.Provenance {
  @Field(() => String, { description: "The file an imported number was read from, or `trained`." })
  source!: string;

  @Field(() => [String], { description: "Weight hashes of the frozen models used, in the order of the sources." })
  models!: string[];

  @Field(() => String, { nullable: true, description: "Hash of the data set." })
  dataHash!: string | null;

  @Field(() => String, { nullable: true, description: "Hash of the settings." })
  configHash!: string | null;

  @Field(() => String, { nullable: true, description: "Version of the training code." })
  codeVersion!: string | null;

  @Field(() => Float, { nullable: true, description: "Seed of the experiment." })
  seed!: number | null;

  @Field(() => Int, { nullable: true, description: "Images that the readout was trained on." })
  images!: number | null;

  @Field(() => Int, { nullable: true, description: "Passes over them." })
  epochs!: number | null;

  @Field(() => String, { nullable: true, description: "TensorFlow build and version." })
  backend!: string | null;

  @Field(() => Float, { nullable: true, description: "Duration of the training." })
  seconds!: number | null;
}
