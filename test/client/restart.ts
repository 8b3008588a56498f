import { type Api, openApi } from "../http/api.ts";

/** A server that can go away and come back at the same address. */
export async function restartable(): Promise<{
  url: string;
  away(meanwhile: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}> {
  let api: Api = await openApi();
  const { url } = api;
  return {
    url,
    async away(meanwhile) {
      await api.close();
      await meanwhile();
      api = await openApi({ config: { port: Number(new URL(url).port) } });
    },
    close: () => api.close(),
  };
}
