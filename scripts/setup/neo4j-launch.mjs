import { readdirSync } from "node:fs";
import { join } from "node:path";
import { neo4jFolder } from "./locations.mjs";

const OPENED = ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang", "java.lang.reflect"];

/**
 * The lines of a Java argument file that starts Neo4j Community on `home`, whose settings are in `home`/conf. The jars
 * are listed in a fixed order, since a class-data archive holds for one class path only.
 */
export function neo4jArguments(home, archiveFlag) {
  const lib = join(neo4jFolder(), "lib");
  const jars = readdirSync(lib).sort();
  return [
    ...["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable", archiveFlag],
    ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...["-cp", jars.map((jar) => join(lib, jar)).join(":")],
    "org.neo4j.server.CommunityEntryPoint",
    ...[`--home-dir=${home}`, `--config-dir=${join(home, "conf")}`, "--console-mode"],
  ].map(quoted);
}

const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** neo4j.conf: Bolt on one loopback port, nothing else listening, little memory and disk, a quick stop. */
export function neo4jSettings(port, { authentication }) {
  return Object.entries({
    "server.bolt.listen_address": `127.0.0.1:${port}`,
    "server.http.enabled": false,
    "server.https.enabled": false,
    "server.memory.pagecache.size": "256m",
    "db.memory.transaction.max": "256m",
    "db.tx_log.preallocate": false,
    "db.tx_log.rotation.size": "32m",
    "dbms.security.auth_enabled": authentication,
    "dbms.usage_report.enabled": false,
    "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": 0,
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
