import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatParquet } from "../../src/files/format-parquet.ts";
import { readLosses } from "../../src/files/read-losses.ts";
import { readTable } from "../../src/files/read-table.ts";
import { parseTable } from "../../src/files/table.ts";

/**
 * `polars.DataFrame({"sources": ["b+a", "self"], "i": [0.5, -1], "j": [0.25, 2]}, schema_overrides={"i": pl.Float32}).write_parquet`
 * (polars 2.1.0, whose default is zstd).
 */
const POLARS = Buffer.from(
  "UEFSMRUEFR4VMEwVBBUAAAAotS/9IA95AAADAAAAYithBAAAAHNlbGYVABUSFSQsFQQVEBUGFQYcNgAoBHNlbGYYA2IrYQAAACi1L/0gCUkAAAIAAAAEAQEDAhUMGTUABhAZGAdzb3VyY2VzFQwWBBaKARauASZSJggcNgAoBHNlbGYYA2IrYQAAFQAVHBUuLBUEFQAVBhUGHDYAKAQAAAA/GAQAAIC/AAAAKLUv/SAOcQAAAgAAAAQBAAAAPwAAgL8VCBklAAYZGAFpFQwWBBZeFnAmlAI8NgAoBAAAAD8YBAAAgL8AABUAFSwVPiwVBBUAFQYVBhw2ACgIAAAAAAAAAEAYCAAAAAAAANA/AAAAKLUv/SAWsQAAAgAAAAQBAAAAAAAA0D8AAAAAAAAAQBUKGSUABhkYAWoVDBYEFn4WkAEm0AM8NgAoCAAAAAAAAABAGAgAAAAAAADQPwAAGRECGRgDYithGRgEc2VsZhUAGRYAABkRAhkYBAAAgL8ZGAQAAAA/FQAZFgAAGRECGRgIAAAAAAAA0D8ZGAgAAAAAAAAAQBUAGRYAABkcFlIVZBYAAAAZHBaUAhVwFgAAABkcFtADFZABFgAAABUCGUxIBHJvb3QVBgAVDCUCGAdzb3VyY2VzJQBMHAAAABUIJQIYAWkAFQolAhgBagAWBBkcGTwmgAIcFQwZNQAGEBkYB3NvdXJjZXMVDBYEFooBFq4BJlImCBw2ACgEc2VsZhgDYithAAAW1gYVFBa+BRUsACaEAxwVCBklAAYZGAFpFQwWBBZeFnAmlAI8NgAoBAAAAD8YBAAAgL8AABbqBhUWFuoFFS4AJuAEHBUKGSUABhkYAWoVDBYEFn4WkAEm0AM8NgAoCAAAAAAAAABAGAgAAAAAAADQPwAAFoAHFRgWmAYVPgAW5gIWBCYIFq4DFAAAGRwYDEFSUk9XOnNjaGVtYRicAi8vLy8vOHdBQUFBRUFBQUE4di8vL3hRQUFBQUVBQUVBQUFBS0FBc0FDQUFLQUFRQStQLy8vd3dBQUFBSUFBZ0FBQUFFQUFNQUFBQmdBQUFBTUFBQUFBUUFBQUNZLy8vL0hBQUFBQkFBQUFBSUFBQUFBUU1BQUFBQUFBRFMvLy8vQWdBQUFBRUFBQUJxQUFBQXdQLy8veUFBQUFBUUFBQUFDQUFBQUFFREFBQUFBQUFBK3YvLy93RUFCZ0FHQUFRQUFRQUFBR2tBQUFEcy8vLy9MQUFBQUNBQUFBQVlBQUFBQVJRQUFCQUFFZ0FFQUJBQUVRQUlBQUFBREFBQUFBQUEvUC8vL3dRQUJBQUhBQUFBYzI5MWNtTmxjd0E9ABhOUG9sYXJzIChweXRob24pIHZlcnNpb24gMi4xLjAgKGJ1aWxkIDdmOTAyYmQzZmZkMjdmZjgyZDE0Mjc4YTA5YTI5NWZmMmY3YWVkOTIpGTwcAAAcAAAcAAAAgQIAAFBBUjE=",
  "base64",
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(bytes: Uint8Array | ArrayBuffer): Promise<string> {
  const file = join(folder, "x.parquet");
  await writeFile(file, new Uint8Array(bytes));
  return file;
}

it("reads losses as the same CSV, wherever the column of sources is", async () => {
  const csv = join(folder, "x.csv");
  await writeFile(csv, "sources,i,j\na+b,0.5,0.25\nself,-1,2\n");
  const expected = await readLosses(csv);
  expect(await readLosses(await write(POLARS))).toEqual(expected);
  const columnData = [
    { name: "i", data: [0.5, -1] },
    { name: "j", data: [0.25, 2] },
    { name: "sources", data: ["b+a", "self"] },
  ];
  expect(await readLosses(await write(parquetWriteBuffer({ columnData })))).toEqual(expected);
});

it("reads back the table that it writes", async () => {
  const rows = parseTable(
    "target,sources,order,affinity,wins_vs_pixels,wins_vs_task\nt,self,1,0.1,0.9,0.5\nt,b+a,2,3e-7,,\nt,pixels,1,,0.5,\n",
    "t.csv",
  );
  expect(await readTable(await write(formatParquet(rows)))).toEqual(rows);
});

it("refuses what is not as documented, with the place", async () => {
  const losses = (data: unknown[]) =>
    write(
      parquetWriteBuffer({
        columnData: [
          { name: "sources", data: ["a", "b"] },
          { name: "i", data, type: "DOUBLE", nullable: true },
        ],
      }),
    );
  for (const [data, message] of [
    [[1, Number.NaN], /x\.parquet: row 2: loss of image i "NaN"/],
    [[null, 1], /x\.parquet: row 1: loss of image i ""/],
    [[1, Number.NEGATIVE_INFINITY], /x\.parquet: row 2: loss of image i "-Infinity"/],
  ] as const) {
    await expect(readLosses(await losses([...data]))).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(message),
    });
  }
  const whole = formatParquet([]);
  for (const bytes of [
    Buffer.from("sources,i\na,1\n"),
    whole.subarray(0, whole.length - 9),
    Buffer.alloc(64),
    Buffer.alloc(0),
  ]) {
    await expect(readLosses(await write(bytes))).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(/x\.parquet: cannot be read as Parquet: [^\n]+$/),
    });
  }
  await expect(readTable(await write(whole))).rejects.toThrow(/header without rows/);
});
