import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = "http://127.0.0.1:5080";

const inDocument = { environment: "jsdom", setupFiles: ["tests/setup.ts"] };
// Logic that asks the document.
const withDocument = [
  "tests/{theme,annunciator/panel,keys/keymap,live/backfill,live/keepLive,sound/horn}.test.ts",
];
// They put other modules in the place of the console's, which must not stay for the files that come behind.
const withOwnModules = ["tests/**/*.apart.test.{ts,tsx}"];

export default defineConfig({
  base: "/",
  plugins: [react()],
  build: { outDir: "dist", sourcemap: false },
  server: {
    proxy: {
      "/api": server,
      "/hubs": { target: server, ws: true },
    },
  },
  test: {
    // What is read as text stays as it is.
    css: { include: [/\?raw$/] },
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
    // Two workers are what the smallest build machines have.
    maxWorkers: 2,
    pool: "threads",
    // To load React and a browser's document anew for each file costs more than the tests themselves.
    projects: [
      {
        extends: true,
        test: {
          name: "logic",
          include: ["tests/**/*.test.ts"],
          exclude: [...withDocument, ...withOwnModules],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "pages",
          include: ["tests/**/*.test.tsx", ...withDocument],
          exclude: withOwnModules,
          isolate: false,
          ...inDocument,
        },
      },
      { extends: true, test: { name: "pages apart", include: withOwnModules, ...inDocument } },
    ],
  },
});
