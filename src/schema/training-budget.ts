import { Field, Float, InputType, Int, ObjectType } from "type-graphql";

const MEANING =
  "The first-order transfers of an experiment that are trained, in the order of what they promise (docs/estimators.md); their sets too.";

@InputType({ description: `${MEANING} Exactly one of the two.` })
export class TrainingBudgetInput {
  @Field(() => Float, { nullable: true, description: "A share of each target's candidates, above 0, at most 1." })
  share?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "No round of transfers begins after so many minutes in rounds, all workers added up. What is trained then depends on the machine.",
  })
  minutes?: number | null;
}

@ObjectType({ description: MEANING })
export class TrainingBudget {
  @Field(() => Float, { nullable: true, description: "A share of each target's candidates." })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: "Minutes in rounds, all workers added up." })
  minutes!: number | null;

  @Field(() => Int, { description: "First-order transfers that there could be, controls left out." })
  candidates!: number;

  @Field(() => Int, {
    description: "Those that have results so far. All affinities, ranks and taxonomies are among these.",
  })
  trained!: number;
}
