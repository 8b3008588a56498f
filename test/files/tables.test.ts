import { describe, expect, it } from "vitest";
import { graphmlRows } from "../../src/files/graphml.ts";
import { jsonRows } from "../../src/files/json-table.ts";
import { tableOf } from "../../src/files/table.ts";

describe("JSON and GraphML as tables", () => {
  it("reads what another program made of a graph: keys renamed, attributes in another order", () => {
    const text = `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="d0" for="edge" attr.name="affinity" attr.type="double"/><key id="d1" for="edge" attr.name="type" attr.type="string"/>
      <graph><node id="a"/><node id="set"/>
        <edge source="set" target="b"><data key="d1">INCLUDES</data></edge><edge source="set" target="a"><data key="d1">INCLUDES</data></edge>
        <edge source="set" target="t"><data key="d0">0.5</data><data key="d1">TRANSFERS_TO</data></edge>
      </graph></graphml>`;
    expect(tableOf(graphmlRows(text, "g"))).toMatchObject([
      { target: "t", sources: ["a", "b"], order: 2, affinity: 0.5 },
    ]);
  });

  it("refuses what is not as documented, with the place", () => {
    const graphml = (edge: string) =>
      `<graphml><key id="type" attr.name="type"/><key id="affinity" attr.name="affinity"/><graph>${edge}</graph></graphml>`;
    const transfer = '<data key="type">TRANSFERS_TO</data>';
    const cases: [() => unknown, RegExp][] = [
      [() => tableOf(jsonRows("{", "x.json")), /^x\.json: is no JSON$/],
      [() => tableOf(jsonRows("[]", "x.json")), /^x\.json: its contents: /],
      [() => tableOf(jsonRows('{"transfers":[]}', "x.json")), /^x\.json: no edge/],
      [() => tableOf(jsonRows('{"transfers":[{"target":"t"}]}', "x.json")), /^x\.json: transfers\.0\.sources: /],
      [
        () => tableOf(jsonRows('{"transfers":[{"target":"t","sources":["a"],"affinity":-1}]}', "x.json")),
        /^x\.json: transfers\.0: affinity "-1": .*non-negative/,
      ],
      [() => tableOf(graphmlRows("<graphml>\n<graph>", "x.graphml")), /^x\.graphml:\d+: is no well-formed XML$/],
      [() => tableOf(graphmlRows("\0\u0001", "x.graphml")), /^x\.graphml/],
      [() => tableOf(graphmlRows("<svg/>", "x.graphml")), /^x\.graphml: is no GraphML/],
      [() => tableOf(graphmlRows("<graphml/>", "x.graphml")), /^x\.graphml: (is no GraphML|no edge)/],
      [
        () => tableOf(graphmlRows(graphml(`<edge target="t">${transfer}</edge>`), "x.graphml")),
        /^x\.graphml: graph\.0\.edge\.0\.source: allowed is a text$/,
      ],
      [
        () =>
          tableOf(
            graphmlRows(
              graphml(`<edge source="a" target="t">${transfer}<data key="affinity">NaN</data></edge>`),
              "x.graphml",
            ),
          ),
        /^x\.graphml: edge 1: affinity "NaN"/,
      ],
    ];
    for (const [read, message] of cases) {
      expect(read).toThrowError(
        expect.objectContaining({ code: "BAD_INPUT", message: expect.stringMatching(message) }),
      );
    }
  });
});
