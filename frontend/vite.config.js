// Entries have stable names: templates name them, and WhiteNoise serves them from the wheel. `cotmoc.web` has no manifest
// to read. What entries load by themselves has a digest in its name: browsers keep it for ever.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/cotmoc/web/static/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    target: "es2023",
    rolldownOptions: {
      input: { app: "src/app.ts", fonts: "src/fonts.css" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: (asset) => {
          const name = asset.names[0] ?? "";
          if (name.endsWith(".mjs")) return "map-worker-[hash].js";
          return name === "fonts.css" ? "[name][extname]" : "[name]-[hash][extname]";
        },
      },
    },
  },
});
