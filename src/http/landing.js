const EXAMPLES = {
  Experiments: `{
  experiments { edges { node { id title status } } }
}`,
  "Best sources of a task": `{
  neighborhood(task: "rgb2sfnorm", experiment: "taskonomy2018_16k", maxOrder: 2, first: 5) {
    transfers { sources { name } order affinity rank gain quality }
  }
}`,
  "What a task serves": `{
  transfers(experiment: "taskonomy2018_16k", source: "rgb2sfnorm", order: 1, orderBy: RANK, first: 10) {
    edges { node { target { name kind } rank affinity gain } }
  }
}`,
  "Affinities of a target": `{
  affinities(experiment: "taskonomy2018_16k", target: "reshade", maxOrder: 1) { sources self control affinity rank }
}`,
  "Taxonomy under a budget": `{
  taxonomy(experiment: "taskonomy2018_16k", budget: 4) {
    status value gain quality
    usedSources { name }
    transfers { target { name } sources { name } self }
  }
}`,
};

const text = document.getElementById("text");
const answer = document.getElementById("answer");
const key = document.getElementById("key");
const form = document.getElementById("query");

for (const [title, query] of Object.entries(EXAMPLES)) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.addEventListener("click", () => {
    text.value = query;
    run();
  });
  document.getElementById("examples").append(button);
}
text.value = EXAMPLES.Experiments;

async function run() {
  answer.textContent = "…";
  try {
    const response = await fetch("graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key.value && { Authorization: `Bearer ${key.value}` }) },
      body: JSON.stringify({ query: text.value }),
    });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
