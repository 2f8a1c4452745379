// Stable file names: templates name them, and WhiteNoise serves them from the wheel. `cotmoc.web` has no manifest to read.
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
        chunkFileNames: "[name].js",
        assetFileNames: (asset) =>
          asset.names[0]?.endsWith(".mjs") ? "map-worker.js" : "[name][extname]",
      },
    },
  },
});
