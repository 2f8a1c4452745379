// Compressed copies beside the large files: WhiteNoise sends them to browsers that accept gzip.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FOLDER = new URL("../src/cotmoc/web/static/built/", import.meta.url);
for (const name of readdirSync(FOLDER).filter((name) => /\.(js|css|json)$/.test(name))) {
  writeFileSync(new URL(`${name}.gz`, FOLDER), gzipSync(readFileSync(new URL(name, FOLDER)), { level: 9 }));
}
