import { damagedFiles } from "./damaged-files.ts";
import { diskFull } from "./disk-full.ts";
import { divergingReadout } from "./diverging-readout.ts";
import type { Drill } from "./drill.ts";
import { lostRedis } from "./lost-redis.ts";
import { badNetwork } from "./network.ts";
import { outOfMemory } from "./out-of-memory.ts";
import { randomKills } from "./random-kills.ts";
import { reconnectingSubscriber } from "./reconnecting-subscriber.ts";
import { shiftedClock } from "./shifted-clock.ts";
import { stoppedServices } from "./stopped-services.ts";

/** By the name on the command line. */
export const DRILLS: Record<string, Drill> = {
  "random-kills": randomKills,
  "disk-full": diskFull,
  "damaged-files": damagedFiles,
  "diverging-readout": divergingReadout,
  "out-of-memory": outOfMemory,
  "stopped-services": stoppedServices,
  network: badNetwork,
  "shifted-clock": shiftedClock,
  "lost-redis": lostRedis,
  "reconnecting-subscriber": reconnectingSubscriber,
};
