import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { requireFree } from "../../src/http/listen.ts";

test("a port that another process listens on is refused by its number; a free one stays free", async () => {
  const host = "127.0.0.1";
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await expect(requireFree({ host, port })).rejects.toMatchObject({
    code: "SET_UP",
    message: expect.stringContaining(`PORT ${port}: another process listens there`),
  });
  server.close();
  await once(server, "close");
  await requireFree({ host, port });
  await requireFree({ host, port });
  await requireFree({ host, port: 0 });
});
